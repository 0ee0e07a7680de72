// Asks how far the season has come. When it has ended the page is loaded once more, with its links.
const section = document.querySelector(".playing");
const EVERY = 700; // milliseconds

const show = (stage) => {
  const bar = section.querySelector("progress");
  bar.max = stage.total;
  bar.value = stage.done;
  section.querySelector(".done").textContent = stage.done;
  section.querySelector(".at").textContent = stage.at;
  section.querySelector(".under-way").textContent = stage.words;
};

const stop = (words) => {
  section.setAttribute("role", "alert");
  section.querySelector(".under-way").textContent = words;
};

const look = async () => {
  let stage;
  try {
    stage = await (await fetch(section.dataset.progress)).json();
  } catch {
    stop(section.dataset.gone);
    return;
  }
  if (stage.complete) {
    location.reload();
    return;
  }
  show(stage);
  if (stage.failed) stop(stage.words);
  else setTimeout(look, EVERY);
};

if (section.dataset.ended === "no") look();
