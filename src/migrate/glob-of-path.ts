/** A path as a pattern that fits it: what means something to a pattern stands for any character. */
export const globOfPath = (path: string): string => path.replaceAll(/[*?\[\]\{\}\(\)!\\]/gv, "?");
