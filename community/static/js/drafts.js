// Keeps what is typed into a post's form (templates/boards/text_form.html), some seconds after one began to type.

const WAIT = 4000;
const waiting = new Map();
const asked = new Map();

document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-draft]");
  if (form && target.type !== "file" && !waiting.has(form)) waiting.set(form, setTimeout(save, WAIT, form));
});

// What is sent needs no draft: one that is on its way would come after the post
document.addEventListener("submit", ({ target }) => {
  clearTimeout(waiting.get(target));
  waiting.delete(target);
  asked.get(target)?.abort();
});

async function save(form) {
  waiting.delete(form);
  const typed = new FormData(form);
  typed.delete("new_files");
  typed.delete("picture");
  const stop = new AbortController();
  asked.set(form, stop);
  try {
    const answer = await fetch(form.dataset.draft, {
      method: "POST",
      body: new URLSearchParams(typed),
      headers: { Accept: "application/json" },
      signal: stop.signal,
    });
    if (answer.ok) form.querySelector("[data-draft-said]").textContent = (await answer.json()).said;
  } catch {
    // No network, or the form was sent: the words are still in the form
  }
}
