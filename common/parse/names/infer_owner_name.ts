/**
 * The name of what made an object, out of the object's own: requests are for `web`, what fails is `web-68bcdf754f-82fbh`.
 * The rules are those of Kubernetes' source for generated names.
 */
import {
  isAllDigits,
  isRandomSuffix,
  isScheduledMinute,
  isTemplateHash,
  removeSuffix,
} from './generated_names';
import type { RecognisedName } from './recognised_name';

/** undefined: by its form nothing made it, or the form does not tell. */
export function inferOwnerName({ resource, name = '' }: RecognisedName): string | undefined {
  switch (resource) {
    case 'pods':
      return inferPodOwnerName(name);
    case 'replicasets':
      return removeTemplateHash(name);
    case 'jobs':
      return removeSuffix(name, isScheduledMinute);
    // of what kind it is isn't said: only a Deployment's Pods and a CronJob's are unmistakable
    case undefined: {
      const base = removeRandomSuffix(name);
      return base && (removeTemplateHash(base) ?? removeSuffix(base, isScheduledMinute));
    }
    default:
      return undefined;
  }
}

function inferPodOwnerName(name: string): string | undefined {
  const base = removeRandomSuffix(name);
  if (base === undefined)
    return removeSuffix(name, (last) => last.length <= 5 && isAllDigits(last));
  return removeTemplateHash(base) ?? removeSuffix(base, isScheduledMinute) ?? base;
}

const removeRandomSuffix = (name: string): string | undefined => removeSuffix(name, isRandomSuffix);
const removeTemplateHash = (name: string): string | undefined => removeSuffix(name, isTemplateHash);
