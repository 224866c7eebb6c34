/**
 * The name of what made an object, out of the object's own: requests are for `web`, what fails is `web-68bcdf754f-82fbh`.
 * The rules are those of Kubernetes' source for generated names.
 */
import { isDigit } from '../scan';
import type { Named } from './named';

/** apimachinery's util/rand: no vowels, none of 0, 1, 3. */
const RANDOM = new Set('bcdfghjklmnpqrstvwxz2456789');
/** apimachinery's rand.SafeEncodeString of a decimal number, as a ReplicaSet's pod-template-hash is. */
const HASH = new Set('456789bcdf');
/** apiserver's names.SimpleNameGenerator */
const RANDOM_LENGTH = 5;

/** undefined: by its form nothing made it, or the form does not tell. */
export function ownerStem({ resource, name = '' }: Named): string | undefined {
  switch (resource) {
    case 'pods': return stemOfPod(name);
    case 'replicasets': return withoutHash(name);
    // a CronJob's Jobs are named for the minute they are due (cronjob's getJobName)
    case 'jobs': return withoutEnd(name, (end) => end.length >= 8 && allDigits(end));
    // of what kind it is isn't said: only a Deployment's Pods and a CronJob's are unmistakable
    case undefined: {
      const base = withoutRandom(name);
      return base && (withoutHash(base) ?? withoutEnd(base, (end) => end.length >= 8 && allDigits(end)));
    }
    default: return undefined;
  }
}

function stemOfPod(name: string): string | undefined {
  const base = withoutRandom(name);
  if (base === undefined) return withoutEnd(name, (end) => end.length <= 5 && allDigits(end));
  return withoutHash(base) ?? withoutEnd(base, (end) => end.length >= 8 && allDigits(end)) ?? base;
}

const withoutRandom = (name: string): string | undefined => withoutEnd(name, (end) => end.length === RANDOM_LENGTH && [...end].every((char) => RANDOM.has(char)));
const withoutHash = (name: string): string | undefined => withoutEnd(name, (end) => end.length >= 6 && end.length <= 10 && [...end].every((char) => HASH.has(char)));

/** The name before its last dash, where what follows it fits. */
function withoutEnd(name: string, fits: (end: string) => boolean): string | undefined {
  const dash = name.lastIndexOf('-');
  return dash > 0 && fits(name.slice(dash + 1)) ? name.slice(0, dash) : undefined;
}

function allDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return text.length > 0;
}
