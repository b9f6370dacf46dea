// Asks how far the conversion of a notebook is, while it goes on. Without it, one loads the page again.

const PAUSE = 1500; // milliseconds
const MOST = 200; // questions: five minutes
const GOING_ON = new Set(["waiting", "converting"]);

async function follow(place, left) {
  const { follow: address, then } = place.dataset;
  const answer = await fetch(address).catch(() => null);
  if (answer?.ok) {
    const html = (await answer.text()).trim();
    const part = document.createRange().createContextualFragment(html);
    const { stage } = part.querySelector("[data-stage]").dataset;
    if (stage === "ready" && then) {
      window.location.assign(then);
      return;
    }
    const shown = place.querySelector("[data-stage]");
    if (!shown || shown.textContent !== part.textContent) {
      place.replaceChildren(part); // said aloud only when something is new
    }
    if (!GOING_ON.has(stage)) {
      return;
    }
  } else if (answer) {
    return; // signed out, or no longer an editor
  }
  if (left > 1) {
    setTimeout(follow, PAUSE, place, left - 1);
  }
}

for (const place of document.querySelectorAll("[data-follow]")) {
  setTimeout(follow, PAUSE, place, MOST);
}
