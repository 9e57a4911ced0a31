<doc id="a" title="Le marché couvert rouvre" date="2023-08-02" year="2023" publisher="Le Courrier" site="courrier.example" section="Ville" authors="Awa Diallo|Jean Petit">
<p kind="headline">
<s id="a:1:1" origin="mt" score="-0.2">
Le
marché
couvert
rouvre
</s>
</p>
<p kind="lead">
<s id="a:2:1" origin="mt" score="-0.4">
Deux
ans
de
travaux
:
c'
<g/>
est
fini
!
</s>
</p>
<p kind="caption">
<s id="a:3:1" origin="mt" score="-0.1">
La
halle
<g/>
,
hier
<g/>
.
</s>
</p>
<p kind="body">
<s id="a:4:1" origin="mt" score="-0.3">
«
Enfin
!
»
s'
<g/>
écrie
une
marchande
<g/>
.
</s>
<s id="a:4:2" origin="mt">
Elle
rit
<g/>
.
</s>
<s id="a:4:3" origin="mt" score="-1.25" flags="numbers|length">
Il
y
avait
10
000
visiteurs
<g/>
.
</s>
</p>
<p kind="subheading">
<s id="a:5:1" origin="mt" score="-0.5">
Un
long
chantier
</s>
</p>
<p kind="body">
<s id="a:6:1" origin="mt" score="-0.6">
Le
toit
a
coûté
cher
&
<
<g/>
beaucoup
<g/>
>
<g/>
.
</s>
</p>
<p kind="byline">
<s id="a:7:1" origin="mt" score="-0.7">
Envoyée
spéciale
</s>
</p>
</doc>
<doc id="b" date="2022-08" year="2022">
<p kind="body">
<s id="b:1:1" origin="mt">
Bonjour
<g/>
.
</s>
</p>
</doc>
<doc id="hard/é:1" title="Le marché couvert rouvre" date="2023-08-02" year="2023" publisher="Le Courrier" site="courrier.example" section="Ville" authors="Awa Diallo|Jean Petit">
<p kind="body">
<s id="hard/é:1:1:1" origin="mt" score="-0.5" flags="length-ratio|names">
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
Un
deux
trois
</s>
<s id="hard/é:1:1:3" origin="mt" score="-0.5">
Vide
<g/>
.
</s>
<s id="hard/é:1:1:4" origin="human">
Elle
rit
<g/>
.
</s>
</p>
</doc>
