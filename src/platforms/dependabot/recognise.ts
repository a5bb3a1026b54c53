/** Where GitHub looks for it; at any depth, because a folder of examples or templates may hold whole repositories. */
const PATH = /(?:^|\/)\.github\/dependabot\.ya?ml$/i;

/** Whether a file is Dependabot's configuration. */
export const recognise = (path: string): boolean => PATH.test(path);
