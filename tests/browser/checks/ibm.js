// IBM Equal Access: everything that is neither a pass nor mere information; or only its rule about colour.
async (isAboutColour) => {
  // It reads colours as rgb() only and takes oklch() for something else: it is told the sRGB that the browser paints.
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const painted = (value) => {
    if (typeof value !== "string" || !/\b(oklch|oklab|lch|lab|color)\(/.test(value)) return value;
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = value;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, opacity] = canvas.getImageData(0, 0, 1, 1).data;
    return opacity === 255 ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${opacity / 255})`;
  };
  // It asks for the style of each element over and over: nothing changes while it looks, so each value is read once.
  const remembered = (style) => {
    const values = new Map();
    const value = (name) => {
      const found = style[name];
      return typeof found === "function" ? (...given) => painted(found.apply(style, given)) : painted(found);
    };
    return new Proxy(style, { get: (_, name) => values.get(name) ?? values.set(name, value(name)).get(name) });
  };
  const computed = window.getComputedStyle;
  const styles = new Map();
  window.getComputedStyle = (element, pseudo = null) => {
    const known = styles.get(pseudo) ?? styles.set(pseudo, new Map()).get(pseudo);
    return known.get(element) ?? known.set(element, remembered(computed.call(window, element, pseudo))).get(element);
  };
  const rules = [{ id: "text_contrast_sufficient", level: "VIOLATION", toolkitLevel: "1" }];
  const checker = new ace.Checker();
  checker.addGuideline({
    id: "colour", name: "colour", category: "Accessibility", description: "Rules about colour",
    checkpoints: [{ num: "1.4.3", name: "Contrast", wcagLevel: "AA", summary: "", rules }],
  });
  try {
    const { results } = await checker.check(document, [isAboutColour ? "colour" : "WCAG_2_2"]);
    return results
      .filter(({ value }) => value[1] !== "PASS" && value[0] !== "INFORMATION")
      .map(({ ruleId, value, message, path, snippet }) => ({ rule: ruleId, level: value.join(" "), message, place: path.dom, snippet }));
  } finally {
    window.getComputedStyle = computed;
  }
}
