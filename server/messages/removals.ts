/** Texts about removed Pods: why each was removed, and the steps that led to it. */
import { i18n } from '@kbn/i18n';
import {
  actorOf,
  type Removal,
  type RemovalStep,
  type StepValues,
} from '../engine/removals/removal';
import { recordOfRequest } from '../engine/timeline/api_requests';

/** What one step did, without who did it. */
export function wordStep({ kind, values: given }: RemovalStep): string {
  const values = {
    object: '',
    reason: '',
    message: '',
    replicas: '',
    detail: '',
    ...boundValues(given),
  };
  switch (kind) {
    case 'evicted':
      return i18n.translate('requestTrace.moves.step.evicted', {
        defaultMessage: 'asked the eviction API to evict the Pod',
      });
    case 'deleted-pod':
      return i18n.translate('requestTrace.moves.step.deletedPod', {
        defaultMessage: 'deleted the Pod',
      });
    case 'deleted-pods':
      return i18n.translate('requestTrace.moves.step.deletedPods', {
        defaultMessage: 'deleted the Pods of the namespace',
      });
    case 'cordoned':
      return i18n.translate('requestTrace.moves.step.cordoned', {
        defaultMessage: 'cordoned {object}',
        values,
      });
    case 'scaled':
      return values.replicas === ''
        ? i18n.translate('requestTrace.moves.step.scaled', {
            defaultMessage: 'scaled {object}',
            values,
          })
        : i18n.translate('requestTrace.moves.step.scaledTo', {
            defaultMessage:
              'set {object} to {replicas, plural, one {# replica} other {# replicas}}',
            values,
          });
    case 'changed-template':
      return i18n.translate('requestTrace.moves.step.template', {
        defaultMessage: 'changed the Pod template of {object}',
        values,
      });
    case 'changed':
      return i18n.translate('requestTrace.moves.step.changed', {
        defaultMessage: 'changed {object}',
        values,
      });
    case 'created':
      return i18n.translate('requestTrace.moves.step.created', {
        defaultMessage: 'created {object}',
        values,
      });
    case 'deleted':
      return i18n.translate('requestTrace.moves.step.deleted', {
        defaultMessage: 'deleted {object}',
        values,
      });
    case 'tainted':
      return i18n.translate('requestTrace.moves.step.tainted', {
        defaultMessage: 'put the taint {detail} on {object}',
        values,
      });
    case 'condition':
      return i18n.translate('requestTrace.moves.step.condition', {
        defaultMessage: 'set the Pod’s condition DisruptionTarget, {reason}: {message}',
        values,
      });
    case 'said':
      return values.reason
        ? i18n.translate('requestTrace.moves.step.event', {
            defaultMessage: 'reported {reason}: {message}',
            values,
          })
        : String(values.message);
  }
}

/** Why a Pod was removed, in one sentence. */
export function wordTitle({ reason, request, about, node, detail }: Removal): string {
  const who = request && actorOf(recordOfRequest(request));
  const values = {
    who: '',
    about: '',
    node: '',
    detail: '',
    ...boundValues({ who, about, node, detail }),
  };
  switch (reason) {
    case 'deleted':
      return who
        ? i18n.translate('requestTrace.moves.title.deletedBy', {
            defaultMessage: '{who} deleted the Pod',
            values,
          })
        : i18n.translate('requestTrace.moves.title.deleted', {
            defaultMessage: 'The Pod was deleted',
          });
    case 'evicted-api':
      return who
        ? i18n.translate('requestTrace.moves.title.evictedBy', {
            defaultMessage: '{who} evicted the Pod through the eviction API',
            values,
          })
        : i18n.translate('requestTrace.moves.title.evicted', {
            defaultMessage: 'The Pod was evicted through the eviction API',
          });
    case 'drained':
      return i18n.translate('requestTrace.moves.title.drained', {
        defaultMessage: '{who} drained {about}',
        values,
      });
    case 'preempted':
      if (!values.about)
        return i18n.translate('requestTrace.moves.title.preempted', {
          defaultMessage: 'Preempted to make room for a Pod with a higher priority',
        });
      return who
        ? i18n.translate('requestTrace.moves.title.preemptedFor', {
            defaultMessage: 'Preempted by {about}, which {who} started',
            values,
          })
        : i18n.translate('requestTrace.moves.title.preemptedBy', {
            defaultMessage: 'Preempted by {about}, which has a higher priority',
            values,
          });
    case 'tainted':
      if (!who)
        return i18n.translate('requestTrace.moves.title.tainted', {
          defaultMessage: '{about} has a taint that the Pod does not tolerate',
          values,
        });
      return values.detail
        ? i18n.translate('requestTrace.moves.title.taintedWith', {
            defaultMessage: '{who} tainted {about} with {detail}',
            values,
          })
        : i18n.translate('requestTrace.moves.title.taintedBy', {
            defaultMessage: '{who} tainted {about}',
            values,
          });
    case 'node-lost':
      return i18n.translate('requestTrace.moves.title.nodeLost', {
        defaultMessage: '{about} was lost: it no longer answered',
        values,
      });
    case 'node-pressure':
      return values.detail
        ? i18n.translate('requestTrace.moves.title.pressureDetail', {
            defaultMessage: 'The kubelet evicted the Pod: {detail}',
            values,
          })
        : i18n.translate('requestTrace.moves.title.pressure', {
            defaultMessage: 'The kubelet evicted the Pod: its node ran short of resources',
          });
    case 'scaled-down':
      return who
        ? i18n.translate('requestTrace.moves.title.scaledBy', {
            defaultMessage: '{who} scaled {about} down',
            values,
          })
        : i18n.translate('requestTrace.moves.title.scaled', {
            defaultMessage: '{about} was scaled down',
            values,
          });
    case 'rollout':
      return who
        ? i18n.translate('requestTrace.moves.title.rolloutBy', {
            defaultMessage: '{who} rolled out another version of {about}',
            values,
          })
        : i18n.translate('requestTrace.moves.title.rollout', {
            defaultMessage: 'Another version of {about} was rolled out',
            values,
          });
    case 'owner-deleted':
      return who
        ? i18n.translate('requestTrace.moves.title.ownerBy', {
            defaultMessage: '{who} deleted {about}, to which the Pod belonged',
            values,
          })
        : i18n.translate('requestTrace.moves.title.owner', {
            defaultMessage: '{about} was deleted, to which the Pod belonged',
            values,
          });
    case 'namespace-deleted':
      return who
        ? i18n.translate('requestTrace.moves.title.namespaceBy', {
            defaultMessage: '{who} deleted the namespace {about}',
            values,
          })
        : i18n.translate('requestTrace.moves.title.namespace', {
            defaultMessage: 'The namespace {about} was deleted',
            values,
          });
    case 'job-finished':
      return i18n.translate('requestTrace.moves.title.job', {
        defaultMessage: '{about} was over, and its Pod was removed',
        values,
      });
    case 'garbage-collected':
      return values.detail
        ? i18n.translate('requestTrace.moves.title.collectedDetail', {
            defaultMessage: 'Removed by the Pod garbage collector: {detail}',
            values,
          })
        : i18n.translate('requestTrace.moves.title.collected', {
            defaultMessage: 'Removed by the Pod garbage collector',
          });
    case 'replaced':
      return i18n.translate('requestTrace.moves.title.replaced', {
        defaultMessage: '{about} replaced the failed Pod',
        values,
      });
    case 'unknown':
      return i18n.translate('requestTrace.moves.title.unknown', {
        defaultMessage: 'The Pod went; no record says who removed it',
      });
  }
}

/** Characters of one value: they come from logs. */
const MAX_VALUE = 500;

function boundValues(values: StepValues): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values)
      .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
      .map(([key, value]) => [key, typeof value === 'string' ? value.slice(0, MAX_VALUE) : value])
  );
}
