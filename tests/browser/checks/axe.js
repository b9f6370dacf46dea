// axe-core: WCAG 2.0 to 2.2, A and AA, and its best practices; or only the rules about colour.
async (isAboutColour) => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const colour = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
  const { violations } = await axe.run(document, { runOnly: isAboutColour ? colour : tags, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`));
}
