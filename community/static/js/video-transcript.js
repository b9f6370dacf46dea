// Plays a video from the time of a paragraph. Without it, a time leads to its paragraph alone.

const video = document.querySelector("#video");
const TIME = /^#t=(\d+)$/;

function seek(hash) {
  const found = TIME.exec(hash);
  if (found) {
    video.currentTime = Number(found[1]);
  }
  return found;
}

if (video) {
  document.addEventListener("click", (event) => {
    const time = event.target.closest("a[data-seconds]");
    if (time && seek(time.hash)) {
      event.preventDefault();
      history.replaceState(null, "", time.hash); // the address of this moment, to copy
      video.scrollIntoView({ block: "nearest" });
      video.play().catch(() => {}); // the browser may want a press on the player itself
    }
  });
  if (video.readyState > 0) {
    seek(window.location.hash);
  } else {
    video.addEventListener("loadedmetadata", () => seek(window.location.hash), { once: true });
  }
}
