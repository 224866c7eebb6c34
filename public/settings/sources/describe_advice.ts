/** What to do about what is missing, in sentences that an operator can act on. The names in the details are strangers' text. */
import { i18n } from '@kbn/i18n';
import type { RecordSource } from '../../../common/model/log_record';
import type { SourceAdvice, SourceState } from '../../../common/api/sources';

const MAX_NAME_LENGTH = 100;

/** One sentence or two; for a code that a later server may send, the code itself. */
export function describeAdvice(
  { code, detail = {} }: SourceAdvice,
  { source, component }: Pick<SourceState, 'source' | 'component'>
): string {
  const getText = (name: string): string => String(detail[name] ?? '?').slice(0, MAX_NAME_LENGTH);
  const getCount = (name: string): number => Number(detail[name] ?? 0);
  switch (code) {
    case 'source_missing':
      return describeMissingSource(source, component);
    case 'nothing_newer_than_hour':
      return describeNothingNew(getCount('minutes') / 60);
    case 'nothing_newer_than_day':
      return describeNothingNew(getCount('hours'));
    case 'time_field_missing':
      return i18n.translate('requestTrace.advice.timeFieldMissing', {
        defaultMessage:
          'No index has the time field {field}. Choose a data view with the time field that these logs have, or name it in requestTrace.timeField.',
        values: { field: getText('field') },
      });
    case 'time_field_not_date':
      return i18n.translate('requestTrace.advice.timeFieldNotDate', {
        defaultMessage:
          'The time field {field} is mapped as {type}, so no time range finds these records. Map it as date in the index template.',
        values: { field: getText('field'), type: getText('type') },
      });
    case 'id_in_text_only':
      return i18n.translate('requestTrace.advice.idInTextOnly', {
        defaultMessage:
          'IDs stand only in the text of the lines. They are found, but more slowly: an ingest pipeline (dissect or grok on reqID="…") that puts them into the field {field} makes it fast.',
        values: { field: getText('field') },
      });
    case 'id_field_not_keyword':
      return i18n.translate('requestTrace.advice.idFieldNotKeyword', {
        defaultMessage:
          'The ID field {field} is mapped as {type}. Map it as keyword in the index template, so that IDs are compared as a whole.',
        values: { field: getText('field'), type: getText('type') },
      });
    case 'no_reqid':
      return i18n.translate('requestTrace.advice.noReqId', {
        defaultMessage:
          'No line carries a request ID: traces find these lines by the objects that they name.',
      });
    case 'audit_metadata_only':
      return i18n.translate('requestTrace.advice.auditMetadataOnly', {
        defaultMessage:
          'The audit policy logs no request bodies (level Metadata), so objects are known by name, not by uid. Level Request or RequestResponse for writes to Pods and workloads makes traces more certain.',
      });
    case 'message_field_missing':
      return i18n.translate('requestTrace.advice.messageFieldMissing', {
        defaultMessage:
          'No index has the line as it was written in {field}. Name the field that has it in requestTrace.messageFields.',
        values: { field: getText('field') },
      });
    case 'object_fields_missing':
      return source === 'event'
        ? i18n.translate('requestTrace.advice.eventObjectMissing', {
            defaultMessage:
              'These Events name their object in no field, so a trace can’t lead to them. Index the Event with its involvedObject (Metricbeat’s and Elastic Agent’s kubernetes.event do).',
          })
        : i18n.translate('requestTrace.advice.podFieldsMissing', {
            defaultMessage:
              'These lines don’t say which Pod wrote them, so a trace can’t lead to them. Turn on the Kubernetes metadata of the shipper (in Filebeat, the processor add_kubernetes_metadata).',
          });
    default:
      return String(code).slice(0, MAX_NAME_LENGTH);
  }
}

function describeNothingNew(hours: number): string {
  return hours < 2
    ? i18n.translate('requestTrace.advice.nothingNewMinutes', {
        defaultMessage:
          'Nothing new for {minutes, number} minutes. If the cluster is running, look whether its log shipper (Filebeat, Elastic Agent, Fluent Bit) is, too.',
        values: { minutes: Math.round(hours * 60) },
      })
    : i18n.translate('requestTrace.advice.nothingNewHours', {
        defaultMessage:
          'Nothing new for {hours, number} hours. If the cluster is running, look whether its log shipper (Filebeat, Elastic Agent, Fluent Bit) is, too.',
        values: { hours: Math.round(hours) },
      });
}

function describeMissingComponent(component: string): string {
  if (component === 'cloud-controller-manager') {
    return i18n.translate('requestTrace.advice.missing.cloud', {
      defaultMessage: 'Only clusters at a cloud provider have one.',
    });
  }
  if (component === 'kube-proxy') {
    return i18n.translate('requestTrace.advice.missing.kubeProxy', {
      defaultMessage:
        'It runs on every node as a DaemonSet: its log is among /var/log/containers there. Some network plugins take its place.',
    });
  }
  return /kubelet|containerd|cri-?o/i.test(component)
    ? i18n.translate('requestTrace.advice.missing.node', {
        defaultMessage:
          'The {component} logs to the journal of its node: collect it there (Filebeat: journald input; Elastic Agent: Custom Journald logs).',
        values: { component: component.slice(0, MAX_NAME_LENGTH) },
      })
    : i18n.translate('requestTrace.advice.missing.component', {
        defaultMessage:
          'Collect the log of {component}: as a static Pod it is among /var/log/containers on the control plane’s nodes, as a service in their journal. Managed clusters offer it as an export.',
        values: { component: component.slice(0, MAX_NAME_LENGTH) },
      });
}

function describeMissingSource(source: RecordSource, component: string): string {
  switch (source) {
    case 'audit':
      return i18n.translate('requestTrace.advice.missing.audit', {
        defaultMessage:
          'Without audit records a trace can’t say who asked for what. Start kube-apiserver with --audit-policy-file and --audit-log-path, and collect that file (Filebeat: filestream input with the ndjson parser; Elastic Agent: Kubernetes integration, audit logs).',
      });
    case 'event':
      return i18n.translate('requestTrace.advice.missing.event', {
        defaultMessage:
          'Kubernetes keeps Events for an hour only. Collect them with the event metricset of Metricbeat’s kubernetes module, or with the Kubernetes integration of Elastic Agent.',
      });
    case 'pod':
      return i18n.translate('requestTrace.advice.missing.pod', {
        defaultMessage:
          'Collect /var/log/containers/*.log on every node: with Filebeat’s filestream input, its container parser and add_kubernetes_metadata, or with the Kubernetes integration of Elastic Agent (container logs).',
      });
    default:
      return describeMissingComponent(component);
  }
}
