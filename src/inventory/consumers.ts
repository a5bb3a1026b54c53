import { namesText } from "../core/name-pattern.ts";
import type { Reference } from "../core/pipeline.ts";

/** Whether a consumer is something else than a pipeline of this repository: `repo:shop/api`, `service:billing`, a link. */
export const isElsewhere = (consumer: string): boolean =>
  /^[a-z][a-z\d+.-]*:/i.test(consumer) && !consumer.startsWith("environment:");

/** Whether a consumer stands for the job of a reference: `FILE#JOB`, `FILE`, `JOB` or `environment:NAME`, with `*`. */
export function isConsumer(consumer: string, { file, job, environment }: Reference): boolean {
  if (isElsewhere(consumer)) return false;
  const [, ofEnvironment] = /^environment:(.+)$/s.exec(consumer) ?? [];
  if (ofEnvironment !== undefined) return environment !== undefined && namesText(ofEnvironment, environment);
  const hash = consumer.indexOf("#");
  const isPath = hash !== -1 || consumer.includes("/") || /\.ya?ml$|^jenkinsfile/i.test(consumer);
  if (!isPath) return job !== undefined && namesText(consumer, job);
  const [path, name] = hash === -1 ? [consumer, ""] : [consumer.slice(0, hash), consumer.slice(hash + 1)];
  const plain = path.replace(/^(?:\.?\/)+/, "");
  // It starts from the root, or from where the inventory of a part of the repository lies.
  const isFile = path === "" || namesText(plain, file) || file.toLowerCase().endsWith(`/${plain.toLowerCase()}`);
  // What stands above all jobs belongs to those that are named.
  return isFile && (name === "" || job === undefined || namesText(name, job));
}

/** A reference as a consumer: `FILE#JOB`. */
export const consumerOf = ({ file, job }: Reference): string => (job === undefined ? file : `${file}#${job}`);
