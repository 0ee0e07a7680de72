// Asks how far the season has come; when it is complete the page is loaded once more, with its links.
const section = document.querySelector(".progress");
const bar = document.querySelector("#bar");
const words = document.querySelector("#words");

async function look() {
  const answer = await fetch("/progress.json");
  const stage = await answer.json();
  bar.max = stage.total;
  bar.value = stage.done;
  if (words.textContent !== stage.words) words.textContent = stage.words;
  if (stage.complete) location.reload();
  else setTimeout(look, 500);
}

if (section.dataset.complete === "no") look();
