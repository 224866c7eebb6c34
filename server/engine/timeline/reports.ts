/** What Events and component lines report about each object; requests are mutations. */
import { addToList } from '../../../common/add_to_list';
import type { Evidence } from '../evidence';
import type { ObjectIndex, TimelineObject } from './object_index';
import { announcedPod, eventOf, plainMessage, type ObservedEvent } from './read_event';
import { lineTime } from './read_line';

export interface Report {
  /** microseconds */
  at: number;
  evidence: Evidence;
  /** with its message as the first of several similar Events has it; absent: a line that is no Event */
  event?: ObservedEvent;
}

/** Reports by object, each list in order of time. */
export class ReportIndex {
  private readonly byState = new Map<TimelineObject, Report[]>();

  /** @param evidence in order of time */
  constructor(evidence: Evidence[], objects: ObjectIndex) {
    const add = (state: TimelineObject | undefined, report: Report): void => {
      if (state) addToList(this.byState, state, report);
    };
    for (const one of evidence) {
      const { at, line, record } = one;
      const told = eventOf(one);
      if (told) {
        const event = { ...told, message: plainMessage(told.message) };
        add(objects.find(event.regarding, at), { at, evidence: one, event });
        const announced = announcedPod(event, one);
        if (announced) add(objects.find(announced.pod, announced.at), { at, evidence: one, event });
      } else if (line && line.message !== 'HTTP') {
        for (const reference of record.objects)
          add(objects.find(reference, lineTime(line, at)), { at, evidence: one });
      }
    }
  }

  of(state: TimelineObject): Report[] {
    return this.byState.get(state) ?? [];
  }
}
