namespace LogReg.Export.Sql;

/// <summary>PostgreSQL.</summary>
internal sealed class PostgresLanguage : SqlLanguage
{
    /// <inheritdoc/>
    public override string DoubleType => "double precision";

    /// <inheritdoc/>
    /// <remarks>A subquery with an OFFSET is not merged into the query around it, which would repeat its expressions.</remarks>
    public override string Fence => " OFFSET 0";

    /// <inheritdoc/>
    /// <remarks>E'…' with these characters needs a database in UTF-8, as has been usual for long.</remarks>
    public override string CellText(string column) =>
        $"BTRIM(CAST({column} AS text), E'{string.Concat(Blanks.Select(blank => $"\\u{blank:x4}"))}')";

    /// <inheritdoc/>
    public override string Days(string date) => DaysIfValid(date, Double($"CAST({date} AS date) - DATE '1970-01-01'"));

    /// <inheritdoc/>
    protected override string Matches(string text, string pattern) => $"{text} ~ {Text(pattern)}";
}
