<doc id="a" title="Le marché couvert rouvre" date="2023-08-02" year="2023" publisher="Le Courrier" site="courrier.example" section="Ville" authors="Awa Diallo|Jean Petit">
<p kind="headline">
<s id="a:1:1" origin="mt" score="-0.2">
The
covered
market
reopens
</s>
</p>
<p kind="lead">
<s id="a:2:1" origin="mt" score="-0.4">
Two
years
of
work
<g/>
:
it
<g/>
's
over
<g/>
!
</s>
</p>
<p kind="caption">
<s id="a:3:1" origin="mt" score="-0.1">
The
hall
<g/>
,
yesterday
<g/>
.
</s>
</p>
<p kind="body">
<s id="a:4:1" origin="mt" score="-0.3">
“
<g/>
At
last
<g/>
!
<g/>
”
cries
a
trader
<g/>
.
</s>
<s id="a:4:2" origin="mt">
She
laughs
<g/>
.
</s>
<s id="a:4:3" origin="mt" score="-1.25" flags="numbers|length">
There
were
1,000
visitors
<g/>
.
</s>
</p>
<p kind="subheading">
<s id="a:5:1" origin="mt" score="-0.5">
A
long
building
site
</s>
</p>
<p kind="body">
<s id="a:6:1" origin="mt" score="-0.6">
The
roof
was
dear
&
<
<g/>
very
<g/>
>
<g/>
.
</s>
</p>
<p kind="byline">
<s id="a:7:1" origin="mt" score="-0.7">
Special
correspondent
</s>
</p>
</doc>
<doc id="b" date="2022-08" year="2022">
<p kind="body">
<s id="b:1:1" origin="mt">
Hello
<g/>
.
</s>
</p>
</doc>
<doc id="hard/é:1" title="Le marché couvert rouvre" date="2023-08-02" year="2023" publisher="Le Courrier" site="courrier.example" section="Ville" authors="Awa Diallo|Jean Petit">
<p kind="body">
<s id="hard/é:1:1:1" origin="mt" score="-0.5" flags="length-ratio|names">
'
<g/>
=
<g/>
1
<g/>
+
<g/>
1
&
<
<g/>
b
<g/>
>
</s>
<s id="hard/é:1:1:2" origin="mt" score="-0.5">
One
"
<g/>
two
<g/>
"
<g/>
\
<g/>
three
</s>
<s id="hard/é:1:1:4" origin="human">
She
is
laughing
<g/>
.
</s>
</p>
</doc>
