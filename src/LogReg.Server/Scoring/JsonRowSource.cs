using LogReg.Data;
using LogReg.Server.Models;

namespace LogReg.Server.Scoring;

/// <summary>Rows of a JSON body as a source, so that their cells mean what those of a file mean.</summary>
/// <param name="model">The model, which has the columns.</param>
/// <param name="rows">The rows.</param>
internal sealed class JsonRowSource(ServedModel model, IReadOnlyList<DataCell[]> rows)
    : RowSource("the request", model.Model.MissingValues)
{
    protected override string Noun => "request";

    public override long? EstimateRowCount() => rows.Count;

    protected override IReadOnlyList<SourceColumn> ReadColumns() => model.SourceColumns;

    protected override IEnumerable<DataCell[]> ReadRows(IReadOnlyList<int> columns, CancellationToken cancellationToken) => rows;
}
