/** Stretches of two sequences that stand for one another: lines of the old one become lines of the new one. 0-based. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
}

/** A part of both sequences that is still to be compared, as half-open ranges. */
interface Box {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** A run of equal items in the middle of a shortest way through a box. */
interface Snake {
  readonly oldFrom: number;
  readonly newFrom: number;
  readonly length: number;
}

/**
 * Compares two sequences by the method of Myers in linear space. Work is bounded by `budget`, in steps: where it is used up,
 * what is left counts as changed, so that nothing that changed is ever taken for the same.
 */
export function diffSequences(old: Int32Array, now: Int32Array, budget: number): Hunk[] {
  const hunks: Hunk[] = [];
  const state = { left: budget };
  const boxes: Box[] = [{ oldFrom: 0, oldTo: old.length, newFrom: 0, newTo: now.length }];
  for (let box = boxes.pop(); box !== undefined; box = boxes.pop()) {
    const { oldFrom, oldTo, newFrom, newTo } = trimmed(box, old, now);
    if (oldFrom === oldTo && newFrom === newTo) continue;
    const isOneSided = oldFrom === oldTo || newFrom === newTo;
    const snake = isOneSided ? undefined : middleSnake({ oldFrom, oldTo, newFrom, newTo }, old, now, state);
    if (snake === undefined) {
      addHunk(hunks, { oldStart: oldFrom, oldCount: oldTo - oldFrom, newStart: newFrom, newCount: newTo - newFrom });
      continue;
    }
    const end = { old: snake.oldFrom + snake.length, new: snake.newFrom + snake.length };
    // The first part is taken next, so that hunks come in order.
    boxes.push({ oldFrom: end.old, oldTo, newFrom: end.new, newTo });
    boxes.push({ oldFrom, oldTo: snake.oldFrom, newFrom, newTo: snake.newFrom });
  }
  return hunks;
}

/** Joins a hunk to the one before where nothing lies between them. */
function addHunk(hunks: Hunk[], hunk: Hunk): void {
  const last = hunks.at(-1);
  const touches =
    last !== undefined &&
    last.oldStart + last.oldCount === hunk.oldStart &&
    last.newStart + last.newCount === hunk.newStart;
  if (!touches) hunks.push(hunk);
  else
    hunks[hunks.length - 1] = {
      oldStart: last.oldStart,
      oldCount: last.oldCount + hunk.oldCount,
      newStart: last.newStart,
      newCount: last.newCount + hunk.newCount,
    };
}

function trimmed(box: Box, old: Int32Array, now: Int32Array): Box {
  let { oldFrom, oldTo, newFrom, newTo } = box;
  while (oldFrom < oldTo && newFrom < newTo && old[oldFrom] === now[newFrom]) {
    oldFrom++;
    newFrom++;
  }
  while (oldFrom < oldTo && newFrom < newTo && old[oldTo - 1] === now[newTo - 1]) {
    oldTo--;
    newTo--;
  }
  return { oldFrom, oldTo, newFrom, newTo };
}

/** The middle of a shortest way through a box that shares neither its first nor its last item; undefined beyond the budget. */
function middleSnake(box: Box, old: Int32Array, now: Int32Array, state: { left: number }): Snake | undefined {
  const width = box.oldTo - box.oldFrom;
  const height = box.newTo - box.newFrom;
  const delta = width - height;
  const isOdd = (delta & 1) !== 0;
  const most = Math.ceil((width + height) / 2);
  const middle = most + 1;
  const forward = new Int32Array(2 * most + 3);
  const backward = new Int32Array(2 * most + 3);
  state.left -= forward.length >> 4;
  for (let depth = 0; depth <= most; depth++) {
    if (state.left < 0) return undefined;
    for (let k = -depth; k <= depth; k += 2) {
      const down = k === -depth || (k !== depth && (forward[middle + k - 1] ?? 0) < (forward[middle + k + 1] ?? 0));
      let x = down ? (forward[middle + k + 1] ?? 0) : (forward[middle + k - 1] ?? 0) + 1;
      let y = x - k;
      const startX = x;
      while (x < width && y < height && old[box.oldFrom + x] === now[box.newFrom + y]) {
        x++;
        y++;
      }
      state.left -= 1 + x - startX;
      forward[middle + k] = x;
      const other = delta - k;
      if (isOdd && x <= width && y <= height && Math.abs(other) < depth && x + (backward[middle + other] ?? 0) >= width)
        return snakeAt(box, startX, startX - k, x - startX);
    }
    for (let k = -depth; k <= depth; k += 2) {
      const down = k === -depth || (k !== depth && (backward[middle + k - 1] ?? 0) < (backward[middle + k + 1] ?? 0));
      let x = down ? (backward[middle + k + 1] ?? 0) : (backward[middle + k - 1] ?? 0) + 1;
      let y = x - k;
      const startX = x;
      while (x < width && y < height && old[box.oldTo - 1 - x] === now[box.newTo - 1 - y]) {
        x++;
        y++;
      }
      state.left -= 1 + x - startX;
      backward[middle + k] = x;
      const other = delta - k;
      if (
        !isOdd &&
        x <= width &&
        y <= height &&
        Math.abs(other) <= depth &&
        x + (forward[middle + other] ?? 0) >= width
      )
        return snakeAt(box, width - x, height - y, x - startX);
    }
  }
  return undefined;
}

const snakeAt = (box: Box, x: number, y: number, length: number): Snake => ({
  oldFrom: box.oldFrom + x,
  newFrom: box.newFrom + y,
  length,
});
