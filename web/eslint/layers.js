// The law of the layers: a file may import from its own layer and from those named here.
// Features never import each other; the app wires them together.
import path from "node:path";

const MAY_IMPORT = {
  format: [],
  ui: ["format"],
  charts: ["format", "ui"],
  api: ["format"],
  features: ["format", "ui", "charts", "api"],
  app: ["format", "ui", "charts", "api", "features"],
};

function layerOf(file, root) {
  const [layer, feature] = path.relative(root, file).split(path.sep);
  if (!(layer in MAY_IMPORT)) return null;
  return { layer, feature: layer === "features" ? feature : null };
}

function resolveTarget(source, from, root) {
  if (source.startsWith("@/")) return path.join(root, source.slice(2));
  if (source.startsWith(".")) return path.resolve(path.dirname(from), source);
  return null;
}

function complaint(here, there) {
  if (here.layer === there.layer) {
    if (here.feature === there.feature) return null;
    return `features/${here.feature} must not import features/${there.feature}`;
  }
  if (MAY_IMPORT[here.layer].includes(there.layer)) return null;
  return `${here.layer} must not import ${there.layer}`;
}

export const layers = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const root = path.join(context.cwd, "src");
    const here = layerOf(context.filename, root);
    if (!here) return {};
    function check(node) {
      if (!node.source || typeof node.source.value !== "string") return;
      const target = resolveTarget(node.source.value, context.filename, root);
      const there = target && layerOf(target, root);
      const message = there && complaint(here, there);
      if (message) context.report({ node: node.source, message });
    }
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
