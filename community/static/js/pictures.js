// A picture that is pasted or dropped into a text waits in the form's fields for its words, then goes into the text.

document.addEventListener("dragover", (event) => {
  const { target, dataTransfer } = event;
  if (target.closest?.("[data-pictures] textarea") && dataTransfer.types.includes("Files")) event.preventDefault();
});

for (const kind of ["paste", "drop"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.closest("form[data-pictures]");
    const data = event.clipboardData ?? event.dataTransfer;
    const file = [...data.files].find(({ type }) => type.startsWith("image/"));
    if (!form || !file || event.target.name !== "text") return;
    event.preventDefault();
    const chosen = new DataTransfer();
    chosen.items.add(file);
    form.elements.picture.files = chosen.files;
    form.querySelector("#files-part").open = true;
    form.elements.picture_alt.focus();
  });
}

document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (submitter?.name !== "add_picture" || !form.dataset.pictures) return;
  event.preventDefault();
  const { picture, picture_alt: words, text, csrfmiddlewaretoken: token } = form.elements;
  const sent = new FormData();
  if (picture.files[0]) sent.append("picture", picture.files[0]);
  sent.append("picture_alt", words.value);
  sent.append("csrfmiddlewaretoken", token.value);
  const status = form.querySelector("[data-upload-fault]");
  try {
    const answer = await fetch(form.dataset.pictures, { method: "POST", body: sent });
    const { markdown, fault } = await answer.json();
    status.textContent = fault ?? "";
    if (!markdown) return (picture.files[0] ? words : picture).focus();
    text.setRangeText(`${markdown}\n`, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    picture.value = words.value = "";
    text.focus();
  } catch {
    status.textContent = status.dataset.uploadFault;
  }
});
