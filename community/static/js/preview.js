// The preview of a post (templates/boards/text_form.html): where the focus goes, and what happens when no preview comes.

const isShown = ({ redirected, status }) => !redirected && (status === 200 || status === 422);

document.addEventListener("htmx:before:response", (event) => {
  const { response, request } = event.detail.ctx;
  if (isShown(response.raw)) return;
  event.preventDefault();
  if (response.raw.status >= 500) {
    sayFault(request.form);
  } else {
    // Signed out meanwhile, the topic moved, …: the hub's own page says it, and gives back what was typed
    request.form.action = event.target.formAction;
    request.form.submit();
  }
});

document.addEventListener("htmx:error", (event) => sayFault(event.target.closest("form")));

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const place = document.getElementById("text-form");
  const wrong = ctx.response.status === 422 && place.querySelector("[aria-invalid=true]");
  (wrong || document.getElementById("preview"))?.focus();
  place.querySelector("[data-fault]").textContent = "";
});

function sayFault(form) {
  const status = form?.querySelector("[data-fault]");
  if (status) status.textContent = status.dataset.fault;
}
