import { contentNameOf } from "../core/content-path.ts";
import { layoutPath } from "../core/source.ts";
import type { Detector } from "../core/stages.ts";
import { viewText } from "../core/text.ts";

const ONE_WORD = /^\s{0,8}(?<secret>[!-~]{6,512})\s{0,8}$/d;

/** Takes all of a file for a value whose name is the file's, where that says so and the content is one word. */
export const contentDetector: Detector = {
  name: "content",
  prepare: () =>
    function* (unit) {
      const name = unit.whole ? contentNameOf(layoutPath(unit), unit.bytes.length) : undefined;
      if (name === undefined) return;
      const view = viewText(unit.bytes);
      const found = ONE_WORD.exec(view.text);
      const [from, to] = found?.indices?.groups?.["secret"] ?? [];
      if (from === undefined || to === undefined) return;
      const secret = { start: view.byteAt(from), end: view.byteAt(to) };
      yield { span: secret, secret, value: view.text.slice(from, to), name: name.replace(/^\./, ""), quoted: true };
    },
};
