import type { LogRecord, ObjectReference } from '../../../common/model/log_record';
import { lookUpKey } from '../../engine/correlation/named_objects';
import { MAX_TERMS } from '../../elasticsearch/queries';
import type { ObjectPlan } from './search_objects';
import { ExpiringCache } from '../../elasticsearch/expiring_cache';

/**
 * What has to be asked for once it is known which records hold the ID: only identifiers, no log text.
 */
export interface SearchPlan {
  /** the reqIDs that the records with the ID carry; the ID itself where it is one */
  reqIDs: string[];
  auditIDs: string[];
  objects: ObjectReference[];
  window: { from: string; to: string };
  /**
   * Expected sources (by component) of which the window may hold nothing at all: the first time those that the records with
   * the ID are none of, later those of which the whole trace had nothing.
   */
  unseen: string[];
  /** of a trace over objects: then this alone counts */
  overObjects?: ObjectPlan;
}

/** The audit IDs that these records carry, each once, bounded. */
export function auditIDsOf(lines: LogRecord[]): string[] {
  const ids = new Set<string>();
  for (const { ids: { auditID } } of lines) if (auditID && ids.size < MAX_TERMS) ids.add(auditID);
  return [...ids];
}

/** Whether the answers to one plan hold all records that another asks for. */
export function covers(asked: SearchPlan, needed: SearchPlan): boolean {
  if (asked.window.from !== needed.window.from || asked.window.to !== needed.window.to) return false;
  const reqIDs = new Set(asked.reqIDs);
  const auditIDs = new Set(asked.auditIDs);
  const objects = new Set(asked.objects.map(lookUpKey));
  return needed.reqIDs.every((id) => reqIDs.has(id))
    && needed.auditIDs.every((id) => auditIDs.has(id))
    && needed.objects.every((object) => objects.has(lookUpKey(object)));
}

/** Plans kept, and for how long: a reader pages through a trace, opens it from the tab in the app, comes back to it. */
const MAX_PLANS = 200;
const MAX_AGE_MS = 10 * 60_000;

/**
 * Remembers for a while what following an ID took, so that asking for the same trace again needs one round trip instead of
 * two or three: all of it is asked for at once, each time anew and as the user who asks. What a plan brings is taken only
 * as far as this reader's own records lead to it, so a plan made by somebody else's look-up shows nobody anything.
 */
export class PlanCache extends ExpiringCache<SearchPlan> {
  constructor(now?: () => number) {
    super({ max: MAX_PLANS, maxAgeMs: MAX_AGE_MS }, now);
  }
}
