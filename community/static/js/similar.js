// Topics like the one that begins, below its title (templates/boards/similar.html); without scripts on its preview.

let later;

document.addEventListener("input", ({ target }) => {
  const { similar } = target.dataset;
  if (!similar) return;
  clearTimeout(later);
  later = setTimeout(async () => {
    const answer = await fetch(`${similar}?title=${encodeURIComponent(target.value)}`).catch(() => ({ ok: false }));
    if (answer.ok && !answer.redirected) document.getElementById("similar").innerHTML = await answer.text();
  }, 600);
});
