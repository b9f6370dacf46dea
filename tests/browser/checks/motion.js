// WCAG 2.3.3 and prefers-reduced-motion: nothing moves for somebody who asked for that.
() => {
  const seconds = (text) => Math.max(...text.split(",").map((part) => parseFloat(part) * (part.trim().endsWith("ms") ? 0.001 : 1)));
  const faults = new Set(document.getAnimations().map((animation) => `${animation.constructor.name} is running`));
  for (const element of document.querySelectorAll("*")) {
    for (const pseudo of [null, "::before", "::after"]) {
      const style = getComputedStyle(element, pseudo);
      const name = `${element.tagName.toLowerCase()}.${element.getAttribute("class") || "-"}${pseudo || ""}`;
      if (pseudo && style.content === "none") continue;
      if (style.animationName !== "none" && seconds(style.animationDuration) > 0.01) faults.add(`animation: ${name}`);
      if (style.transitionProperty !== "none" && seconds(style.transitionDuration) > 0.01) faults.add(`transition: ${name}`);
      if (!pseudo && style.scrollBehavior === "smooth") faults.add(`smooth scrolling: ${name}`);
    }
  }
  for (const media of document.querySelectorAll("video[autoplay], audio[autoplay], marquee")) faults.add(`plays by itself: ${media.tagName}`);
  return [...faults];
}
