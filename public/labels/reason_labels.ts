/** Why a record belongs to a trace, in words: a short name for each rule, and a sentence that explains it to an operator. */
import { i18n } from '@kbn/i18n';
import type { Reason, ReasonRule } from '../../common/model/log_record';
import { getPathStepKind } from './parse_path_step';

/** The rule in two to four words. One that this version doesn't know (a newer server's) goes by its own name. */
export function getRuleLabel(rule: ReasonRule): string {
  switch (rule) {
    case 'id-field':
      return i18n.translate('requestTrace.rule.idField', { defaultMessage: 'ID in a field' });
    case 'id-text':
      return i18n.translate('requestTrace.rule.idText', { defaultMessage: 'ID in the text' });
    case 'reqid-of-audit-id':
      return i18n.translate('requestTrace.rule.reqIdOfAuditId', { defaultMessage: 'Request ID' });
    case 'audit-id-of-line':
      return i18n.translate('requestTrace.rule.auditIdOfLine', {
        defaultMessage: 'Audit ID of a line',
      });
    case 'event-of-object':
      return i18n.translate('requestTrace.rule.eventOfObject', {
        defaultMessage: 'Event of an object',
      });
    case 'log-of-pod':
      return i18n.translate('requestTrace.rule.logOfPod', { defaultMessage: 'Log of a Pod' });
    case 'same-command':
      return i18n.translate('requestTrace.rule.sameCommand', { defaultMessage: 'Same command' });
    case 'request-on-object':
      return i18n.translate('requestTrace.rule.requestOnObject', {
        defaultMessage: 'Request on an object',
      });
    case 'object-uid':
      return i18n.translate('requestTrace.rule.objectUid', { defaultMessage: 'UID of an object' });
    case 'object-name':
      return i18n.translate('requestTrace.rule.objectName', { defaultMessage: 'Names an object' });
    case 'object-bare-name':
      return i18n.translate('requestTrace.rule.objectBareName', {
        defaultMessage: 'Part of a name',
      });
    case 'container-id':
      return i18n.translate('requestTrace.rule.containerId', { defaultMessage: 'Container ID' });
    case 'line-of-request':
      return i18n.translate('requestTrace.rule.lineOfRequest', {
        defaultMessage: 'API server’s line',
      });
    case 'slow-request-trace':
      return i18n.translate('requestTrace.rule.slowRequestTrace', {
        defaultMessage: 'Slow request’s steps',
      });
    case 'neighbouring-line':
      return i18n.translate('requestTrace.rule.neighbouringLine', {
        defaultMessage: 'Line beside others',
      });
    case 'near-in-time':
      return i18n.translate('requestTrace.rule.nearInTime', { defaultMessage: 'Shortly before' });
    case 'annotated':
      return i18n.translate('requestTrace.rule.annotated', { defaultMessage: 'Annotated' });
    default:
      return String(rule);
  }
}

/** A reason in one sentence, which names the kinds of its path's objects. '' for a rule that this version doesn't know. */
export function describeReason(reason: Pick<Reason, 'rule' | 'path'>): string {
  const values = { object: describePathObject(reason.path ?? []) };
  switch (reason.rule) {
    case 'id-field':
      return i18n.translate('requestTrace.why.idField', {
        defaultMessage: 'One of its fields holds the ID that was asked for.',
      });
    case 'id-text':
      return i18n.translate('requestTrace.why.idText', {
        defaultMessage: 'Its text holds the ID that was asked for.',
      });
    case 'reqid-of-audit-id':
      return i18n.translate('requestTrace.why.reqIdOfAuditId', {
        defaultMessage: 'It carries the request ID that the audit ID led to.',
      });
    case 'audit-id-of-line':
      return i18n.translate('requestTrace.why.auditIdOfLine', {
        defaultMessage: 'Its audit ID is also in a line of this trace.',
      });
    case 'event-of-object':
      return hasPath(reason)
        ? i18n.translate('requestTrace.why.eventOfPath', {
            defaultMessage: 'It is an event about {object}.',
            values,
          })
        : i18n.translate('requestTrace.why.eventOfObject', {
            defaultMessage: 'It is an event about an object that this trace names, in its time.',
          });
    case 'log-of-pod':
      return hasPath(reason)
        ? i18n.translate('requestTrace.why.logOfPath', {
            defaultMessage: 'It was logged by a container of {object}.',
            values,
          })
        : i18n.translate('requestTrace.why.logOfPod', {
            defaultMessage:
              'It was logged by a container of a pod that this trace names, in its time.',
          });
    case 'same-command':
      return i18n.translate('requestTrace.why.sameCommand', {
        defaultMessage:
          'It is another request of the same command: the same user, client and address, at the same time.',
      });
    case 'request-on-object':
      return i18n.translate('requestTrace.why.requestOnObject', {
        defaultMessage: 'It is an API request on {object}.',
        values,
      });
    case 'object-uid':
      return i18n.translate('requestTrace.why.objectUid', {
        defaultMessage: 'It carries the UID of {object}. No other object ever has this UID.',
        values,
      });
    case 'object-name':
      return i18n.translate('requestTrace.why.objectName', {
        defaultMessage: 'It names {object}, at a time when nothing else had that name.',
        values,
      });
    case 'object-bare-name':
      return i18n.translate('requestTrace.why.objectBareName', {
        defaultMessage:
          'It gives only a part of the name of {object}, or a name that others may have as well.',
        values,
      });
    case 'container-id':
      return i18n.translate('requestTrace.why.containerId', {
        defaultMessage: 'It carries the ID of a container or sandbox of {object}.',
        values,
      });
    case 'line-of-request':
      return i18n.translate('requestTrace.why.lineOfRequest', {
        defaultMessage:
          'It is kube-apiserver’s own line of a request whose audit record is in this trace.',
      });
    case 'slow-request-trace':
      return i18n.translate('requestTrace.why.slowRequestTrace', {
        defaultMessage:
          'It is one of the steps that kube-apiserver logs of a slow request (Trace[…]).',
      });
    case 'neighbouring-line':
      return i18n.translate('requestTrace.why.neighbouringLine', {
        defaultMessage:
          'It names no object, but was written beside this line of the trace, by the same thread or in the same piece of work:',
      });
    case 'near-in-time':
      return i18n.translate('requestTrace.why.nearInTime', {
        defaultMessage:
          'No object leads from one to the other: the request came shortly before, that is all.',
      });
    case 'annotated':
      return i18n.translate('requestTrace.why.annotated', {
        defaultMessage: 'It was annotated with the ID of this request before.',
      });
    default:
      return '';
  }
}

/** All reasons of a record, the best first; of equally good ones in the order given. */
export function sortByConfidence(reasons: readonly Reason[]): Reason[] {
  return [...reasons].sort((a, b) => b.confidence - a.confidence);
}

function hasPath({ path }: Pick<Reason, 'path'>): boolean {
  return path !== undefined && path.length > 0;
}

/** `the Pod that the request’s ReplicaSet led to`: by kinds, the names stand in the path below. */
function describePathObject(path: readonly string[]): string {
  const last = path.at(-1);
  const kind = last === undefined ? undefined : getPathStepKind(last);
  if (kind === undefined)
    return i18n.translate('requestTrace.why.anObject', {
      defaultMessage: 'an object that this request led to',
    });
  const before = path.length > 1 ? getPathStepKind(path[path.length - 2] ?? '') : undefined;
  return before === undefined
    ? i18n.translate('requestTrace.why.itsObject', {
        defaultMessage: 'the {kind} of this request',
        values: { kind },
      })
    : i18n.translate('requestTrace.why.objectOf', {
        defaultMessage: 'the {kind} that the request’s {before} led to',
        values: { kind, before },
      });
}
