import type { ObservedList } from "../../core/observed.ts";
import { type StorePlace, scopesAgree } from "./store-place.ts";

/** Whether one of the lists has all secrets of a place, so that what it does not have is not there. */
export const isCovered = (place: StorePlace, lists: readonly ObservedList[]): boolean =>
  lists.some((list) => covers(list, place));

function covers({ scheme, whole, below }: ObservedList, place: StorePlace): boolean {
  if (scheme !== place.scheme || whole.length === 0) return false;
  if (below !== undefined && !isDirectlyBelow(below, place.name)) return false;
  return whole.some((scope) => scope === "*" || scopesAgree(scope, place.scope));
}

const isDirectlyBelow = (folder: string, name: string): boolean =>
  name.startsWith(`${folder}/`) && !name.slice(folder.length + 1).includes("/");
