// Listening: the browser's own voices read on from the sentence that is lit, and the light goes with them.

/* global allPairs, firstInSight, light, litPair, root, say, shortcuts, sourceOf, t, targetOf */
/* global whenReady */

// Which side is read, null for none; and what is being read now, so that the end of something else is not heard.
let reading = null;
let uttered = null;

/** Stop, and forget what was to come. */
function hush() {
  reading = null;
  uttered = null;
  speechSynthesis.cancel();
}

function voiceFor(lang) {
  const [wanted] = lang.toLowerCase().split("-");
  const voices = speechSynthesis.getVoices().filter((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === wanted);
  // One that is on the machine: what is read stays there.
  return voices.find(({ localService }) => localService) ?? voices[0];
}

/** Read a sentence, then those behind it. */
function readOn(pair) {
  const side = (reading === "source" ? sourceOf : targetOf)(pair);
  const voice = voiceFor(side.lang);
  if (!voice) {
    hush();
    const source = side.classList.contains("source");
    say(source ? t("This browser has no voice for the text.") : t("This browser has no voice for the translation."));
    return;
  }
  const utterance = new SpeechSynthesisUtterance(side.querySelector("bdi").textContent);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = Number(root.dataset.rate ?? 1);
  utterance.addEventListener("end", () => {
    if (uttered !== utterance) return;
    const pairs = allPairs();
    const next = pairs[pairs.indexOf(pair) + 1];
    if (next) light(next);
    else hush();
  });
  utterance.addEventListener("error", () => uttered === utterance && hush());
  uttered = null;
  speechSynthesis.cancel();
  uttered = utterance;
  speechSynthesis.speak(utterance);
}

/** Read one side on from the light, or stop where that is being read. */
function listen(side) {
  if (!("speechSynthesis" in window)) {
    say(t("This browser reads nothing aloud."));
    return;
  }
  if (reading === side) {
    hush();
    say(t("Reading stopped."));
    return;
  }
  reading = side;
  const pair = litPair();
  if (pair) readOn(pair);
  else light(firstInSight());
}

whenReady(() => {
  // Whoever lights another sentence hears that one; whoever lets go of it, nothing.
  document.addEventListener("bilingual:pin", ({ target }) => reading && readOn(target));
  document.addEventListener("bilingual:unpin", () => reading && setTimeout(() => litPair() || hush()));
  addEventListener("pagehide", () => reading && hush());
  // Some browsers have their voices only after they were asked for them.
  if ("speechSynthesis" in window) speechSynthesis.getVoices();
  shortcuts({ s: () => listen("source"), S: () => listen("target") });
});
