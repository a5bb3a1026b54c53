/** Whether a file at this path may be a pipeline; its content decides. */
export function mayBePipeline(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}
