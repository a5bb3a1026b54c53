import type { PipelineScript } from "../core/pipeline.ts";
import type { Place } from "../core/span.ts";
import { rememberedLately } from "../platforms/flow/remembered.ts";

/** A place where a script runs code that it has just downloaded. */
export interface FetchedScript {
  readonly place: Place;
  /** As written. */
  readonly text: string;
  readonly job?: string;
}

const FETCH = String.raw`(?:curl|wget)\b[^|\n;&]{0,500}`;
const SHELL = String.raw`(?:sudo\s+(?:-\w+\s+){0,3})?(?:/(?:usr/)?bin/)?(?:env\s+)?(?:[A-Za-z_]\w{0,50}=[^\s|;&]{0,200}\s+){0,5}(?:ba|da|z|k)?sh\b|(?:sudo\s+(?:-\w+\s+){0,3})?(?:python3?|perl|node|ruby|php)\b(?!\s+-[cme]\b)`;

/** Forms in which what a download yields is run at once. */
const FORMS: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\w./-])${FETCH}\|\s{0,5}(?:${SHELL})[^\n;&|)"']{0,200}`, "g"),
  new RegExp(
    String.raw`(?<![\w./-])(?:(?:ba|z|k)?sh|source|\.)[ \t]+(?:-\w+[ \t]+){0,3}<\([ \t]{0,5}${FETCH}\)[^\n;&|]{0,200}`,
    "g",
  ),
  new RegExp(
    String.raw`(?<![\w./-])(?:(?:ba|da|z|k)?sh[ \t]+-c|eval)[ \t]+["']?(?:\$\([ \t]{0,5}${FETCH}\)|\x60${FETCH}\x60)["']?`,
    "g",
  ),
  /(?<![\w-])(?:iex|Invoke-Expression)\b[^\n]{0,20}\(?[^\n]{0,60}(?:DownloadString|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)[^\n|]{0,300}/gi,
  /(?<![\w-])(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b[^\n|]{0,300}\|[ \t]{0,5}(?:iex|Invoke-Expression)\b/gi,
];

/** Every place of the scripts where code from the net is run as it comes. A key that goes to a program is none. */
export const fetchedScripts = rememberedLately((scripts: readonly PipelineScript[]): readonly FetchedScript[] =>
  scripts.flatMap(({ text, job }) => {
    const { value } = text;
    if (!/curl|wget|iwr|irm|Invoke-|DownloadString/i.test(value)) return [];
    return FORMS.flatMap((form) =>
      [...value.matchAll(form)].flatMap(({ index, 0: found }) => {
        const before = value.slice(value.lastIndexOf("\n", index) + 1, index);
        if (/(?:^|\s)#/.test(before)) return [];
        const whole = found.trimEnd();
        return [{ place: text.placeOf(index, index + whole.length), text: whole, ...(job !== undefined && { job }) }];
      }),
    );
  }),
);

/** Scripts that take a token and upload reports with it. */
const UPLOADER = /codecov\.io|coveralls\.io|codeclimate\.com|codacy\.com|sonar(?:cloud|source)|snyk\.io|fossa/i;

/** Whether it is such an uploader, which has a policy of its own. */
export const isUploader = (text: string): boolean => UPLOADER.test(text);
