import { asScalar } from "../../platforms/document/access.ts";
import type { GithubActionsModel } from "../../platforms/github-actions/model.ts";
import { pipelineFix } from "../contract.ts";
import { edit } from "../edit.ts";

/** Takes a right to write away that nothing uses. */
export const unusedPermission = pipelineFix<GithubActionsModel>({
  rules: ["scope/unused-permission"],
  platforms: ["github-actions"],
  does: "Takes the right to write away: `contents` stays readable, other scopes go.",
  mend({ match, yaml }) {
    const frame = yaml.pathTo(match.place.span.start).at(-1);
    if (frame === undefined || !("map" in frame)) return { refused: "the permission is not found" };
    const { map, entry } = frame;
    const scope = entry.key.value;
    const value = asScalar(entry.value);
    if (value === undefined) return { refused: "the permission is not written as a word" };
    if (scope === "contents") {
      const { start, end } = value.place.span;
      return { does: "Lowers `contents: write` to `read`.", edits: [edit(yaml.unit, start, end, "read")] };
    }
    const removed = yaml.removeEntry(map, entry);
    if (removed !== undefined) return { does: `Takes the permission \`${scope}\` away.`, edits: [removed] };
    const { start, end } = value.place.span;
    return { does: `Sets the permission \`${scope}\` to \`none\`.`, edits: [edit(yaml.unit, start, end, "none")] };
  },
});
