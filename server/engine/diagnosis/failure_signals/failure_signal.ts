/**
 * What one record says of a failure, whichever component said it in whatever form: the rules read this, so that one rule knows
 * "secret not found" in the kubelet's line, its Event, and the Pod's status in an audit body.
 */
import type { ObjectReference } from '../../../../common/model/log_record';
import type { Evidence } from '../../evidence';

/**
 * What a statement is about. `request`: the API's answer to a request; `create`: what keeps a controller from making objects;
 * `exit`: how a container ended; `log`: a container's own words.
 */
export type Topic =
  | 'request'
  | 'create'
  | 'rollout'
  | 'job'
  | 'schedule'
  | 'provision'
  | 'attach'
  | 'mount'
  | 'sandbox'
  | 'pull'
  | 'container'
  | 'exit'
  | 'probe'
  | 'evict'
  | 'node'
  | 'delete'
  | 'log';

/** Where it stands: among equals a component's line says more than an Event, an Event more than an object's status. */
export type Form = 'log' | 'line' | 'event' | 'status' | 'request';

export interface FailureSignal {
  evidence: Evidence;
  topic: Topic;
  form: Form;
  /** an Event's, a Status' or a container state's reason (`ErrImagePull`), the API verb of a request; '' where there is none */
  reason: string;
  /** what went wrong: without wrapping (`failed to "StartContainer" for …`), retry noise and quotes' escapes */
  text: string;
  /** the part of `text` that weighs most: of a scheduler's list the reason that most nodes gave */
  focus?: string;
  object?: ObjectReference;
  /** of a request: HTTP status; of a container that ended: its exit code */
  code?: number;
  /** the container that it is about */
  container?: string;
  /** who brought it about, where the record names somebody */
  by?: string;
}
