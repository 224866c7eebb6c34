/**
 * The name of what made an object, out of the object's own: requests are for `web`, what fails is `web-68bcdf754f-82fbh`.
 * The rules are those of Kubernetes' source for generated names.
 */
import {
  allDigits,
  isRandomSuffix,
  isScheduledMinute,
  isTemplateHash,
  withoutLast,
} from './generated_names';
import type { Named } from './named';

/** undefined: by its form nothing made it, or the form does not tell. */
export function ownerStem({ resource, name = '' }: Named): string | undefined {
  switch (resource) {
    case 'pods':
      return stemOfPod(name);
    case 'replicasets':
      return withoutHash(name);
    case 'jobs':
      return withoutLast(name, isScheduledMinute);
    // of what kind it is isn't said: only a Deployment's Pods and a CronJob's are unmistakable
    case undefined: {
      const base = withoutRandom(name);
      return base && (withoutHash(base) ?? withoutLast(base, isScheduledMinute));
    }
    default:
      return undefined;
  }
}

function stemOfPod(name: string): string | undefined {
  const base = withoutRandom(name);
  if (base === undefined) return withoutLast(name, (last) => last.length <= 5 && allDigits(last));
  return withoutHash(base) ?? withoutLast(base, isScheduledMinute) ?? base;
}

const withoutRandom = (name: string): string | undefined => withoutLast(name, isRandomSuffix);
const withoutHash = (name: string): string | undefined => withoutLast(name, isTemplateHash);
