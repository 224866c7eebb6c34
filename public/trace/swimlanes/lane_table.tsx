import React, { useMemo } from 'react';
import { EuiScreenReaderOnly } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { isError, type ViewRecord } from '../view_records';
import { getLaneLabel, type LaneLayout } from './lane_layout';

/** What the picture says, for those who don't see it: how many records and errors each lane has. */
export const LaneTable: React.FC<{ records: ViewRecord[]; layout: LaneLayout }> = React.memo(
  ({ records, layout }) => {
    const rows = useMemo(() => {
      const counts = layout.lanes.map((lane) => ({ lane, records: 0, errors: 0 }));
      for (const { lane, record } of records) {
        const row = counts[layout.indexOf(lane)];
        if (!row) continue;
        row.records++;
        if (isError(record.severity)) row.errors++;
      }
      return counts;
    }, [records, layout]);
    return (
      <EuiScreenReaderOnly>
        <table data-test-subj="requestTraceLaneTable">
          <caption>
            {i18n.translate('requestTrace.lanes.tableCaption', {
              defaultMessage: 'Records in each lane',
            })}
          </caption>
          <thead>
            <tr>
              <th scope="col">
                {i18n.translate('requestTrace.lanes.lane', { defaultMessage: 'Lane' })}
              </th>
              <th scope="col">
                {i18n.translate('requestTrace.lanes.records', { defaultMessage: 'Records' })}
              </th>
              <th scope="col">
                {i18n.translate('requestTrace.lanes.errors', { defaultMessage: 'Errors' })}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.lane}>
                <th scope="row">{getLaneLabel(row.lane)}</th>
                <td>{row.records}</td>
                <td>{row.errors}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </EuiScreenReaderOnly>
    );
  }
);
