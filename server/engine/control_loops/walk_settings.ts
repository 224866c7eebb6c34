/**
 * Constants of the walk over the control loops that belong to no single loop. Each has its unit in its name and its reason beside it. Values
 * without a source in Kubernetes are measured on the labelled clusters (`npm run accuracy`): the smallest that loses no record.
 */

/** How much earlier an effect may seem than its cause: kube-apiserver writes a request's line at its end, and clocks kept by NTP differ by milliseconds. */
export const CAUSE_SLACK_US = 300_000;

/** The precision of an Event's time (core/v1 Event has seconds; the newer eventTime is seldom set). */
export const EVENT_PRECISION_US = 1_000_000;

/**
 * How long nothing has to change until the trace has settled. Kubelets and controllers react within about a second; the slowest that follow
 * on their own are the kubelet's status sync (10 s at most, mostly below 2 s) and its clean-up of volumes and sandboxes, each within a few seconds.
 */
export const QUIET_US = 6_200_000;

/** How far before a change the lines that belong to it may be written: a controller logs what it is about to write. */
export const BEFORE_CHANGE_US = 500_000;

/** How long after its last change an object still counts as being worked on when another request comes: one reaction of each loop in a chain of three. */
export const IN_PROGRESS_US = 3_000_000;

/** How far before the request to look for competing requests: work that takes longer shows itself by changes in between. */
export const COMPETING_BEFORE_US = 60_000_000;

/** How long kube-apiserver writes about a refusal: while it answers. */
export const REFUSED_US = 50_000;

/** How long after a Pod has its volumes its kubelet may read what they refer to once more (the watch cache's first list). */
export const REFERENCED_AFTER_US = 2_000_000;

/** How soon after a creation without a name in its record the object is first named: by its answer, or by the next watch event. */
export const UNNAMED_US = 300_000;

/** A creation may be answered in the same millisecond in which its object is first named. */
export const UNNAMED_BEFORE_US = 1_000;

/** How long an Event is written after its object belongs to the trace, seen from the request that stores the Event. */
export const EVENT_REQUEST_US = 1_000_000;

/** How long the namespace controller may go on after the Namespace was removed: its last requests are under way. */
export const AFTER_REMOVAL_US = 1_000_000;

/** A container that ran this long works: the kubelet's back-off begins anew (twice MaxContainerBackOff, pkg/kubelet/kubelet.go). */
export const BACK_OFF_RESET_US = 600_000_000;

/** Share of the confidence that is left when a record may belong to a competing request: measured, three of four are right. */
export const SHARED_CONFIDENCE = 0.75;

/** Confidence that is left after the trace has settled. */
export const LATE_CONFIDENCE = 0.93;

/** The least confidence of a line whose neighbours may join the trace. */
export const ADJACENT_CONFIDENCE = 0.8;

/** Most Pods of a node to look for: a node runs up to 110 (--max-pods), and few of them were bound at that time. */
export const MAX_NODE_PODS = 100;
