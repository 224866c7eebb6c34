/** Whether a document is worth the tab "Trace request". Discover asks for every document that is opened. */
import { MESSAGE_FIELDS } from '../config/default_fields';
import type { DataTableRecord } from '../kibana_types';
import { getIdFieldNames } from './id_field_names';
import { readField } from './read_field';

/** How much of a text is looked at: its start (header) and its end (the reqID stands there). */
const MAX_INSPECTED_LENGTH = 8_192;

/**
 * True for a document with an ID field, of a Kubernetes data set, or with a message that reads like a component's log
 * line. Quick, since the tab's own, thorough look comes when it is opened. Never throws: where it can't tell, it is true.
 */
export function mayHaveTrace(hit: DataTableRecord): boolean {
  try {
    return (
      getIdFieldNames().some((field) => readField(hit, field).length > 0) ||
      isKubernetesDocument(hit) ||
      MESSAGE_FIELDS.some((field) => readField(hit, field).some(looksLikeComponentLog))
    );
  } catch {
    return true;
  }
}

/** What Elastic Agent and Filebeat put a document's kind into. */
const DATASET_FIELDS = ['event.dataset', 'data_stream.dataset'];

/** A field, or its first part: of Elastic's collectors, OpenTelemetry's, and an Event as the API has it. */
const KUBERNETES_FIELD =
  /^(?:kubernetes|involvedObject|regarding)(?:\.|$)|^resource\.attributes\.k8s\./;

function isKubernetesDocument(hit: DataTableRecord): boolean {
  if (
    DATASET_FIELDS.some((field) =>
      readField(hit, field).some((value) => value.startsWith('kubernetes.'))
    )
  )
    return true;
  return [hit.flattened, hit.raw?.fields, hit.raw?._source].some(
    (record) =>
      typeof record === 'object' &&
      record !== null &&
      Object.keys(record).some((key) => KUBERNETES_FIELD.test(key))
  );
}

/** klog's header (`I0311 02:35:26.041556`), or one of the words that go before an ID. */
function looksLikeComponentLog(message: string): boolean {
  if (/^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d/.test(message)) return true;
  const text =
    message.length <= 2 * MAX_INSPECTED_LENGTH
      ? message
      : message.slice(0, MAX_INSPECTED_LENGTH) + message.slice(-MAX_INSPECTED_LENGTH);
  const lowerCaseText = text.toLowerCase();
  return (
    lowerCaseText.includes('reqid') ||
    lowerCaseText.includes('requestid') ||
    lowerCaseText.includes('audit-id') ||
    lowerCaseText.includes('auditid')
  );
}
