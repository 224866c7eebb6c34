/** Which mutations start something, and which follow from others. */
import { DEPLOYED_KINDS } from '../control_loops/kinds';
import { isAutomationUser } from './actors';
import { userOf } from './api_requests';
import type { Mutation } from './mutations';

/** Whether a mutation starts a trace of its own: a person's, or one of a service account outside the platform on an object without an owner. */
export function isInitiating({ request: { audit, byUser }, state }: Mutation): boolean {
  if (byUser) return true;
  const subresource = audit.objectRef?.subresource;
  return (
    isAutomationUser(userOf(audit)) &&
    DEPLOYED_KINDS.has(state.kind) &&
    !state.owners.length &&
    (subresource === undefined || subresource === 'scale' || subresource === 'eviction')
  );
}
