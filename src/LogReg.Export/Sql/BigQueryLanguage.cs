using System.Text;

namespace LogReg.Export.Sql;

/// <summary>BigQuery.</summary>
internal sealed class BigQueryLanguage : SqlLanguage
{
    /// <inheritdoc/>
    public override string DoubleType => "FLOAT64";

    /// <inheritdoc/>
    public override string Name(string name) => Escaped(name, '`');

    /// <inheritdoc/>
    public override string Allowed(string name) => string.Concat(name.EnumerateRunes().Select(
        rune => Rune.IsLetterOrDigit(rune) || rune.Value == '_' ? rune.ToString() : "_"));

    /// <inheritdoc/>
    public override string Text(string text) => Escaped(text, '\'');

    /// <inheritdoc/>
    public override string CellText(string column) =>
        $"TRIM(CAST({column} AS STRING), '{string.Concat(Blanks.Select(blank => $"\\u{blank:x4}"))}')";

    /// <inheritdoc/>
    public override string Days(string date) => Double($"DATE_DIFF(SAFE_CAST({date} AS DATE), DATE '1970-01-01', DAY)");

    /// <inheritdoc/>
    public override string Calendar(string part, string day) =>
        Double($"EXTRACT({part} FROM DATE_ADD(DATE '1970-01-01', INTERVAL CAST({day} AS INT64) DAY))");

    /// <inheritdoc/>
    protected override string Matches(string text, string pattern) => $"REGEXP_CONTAINS({text}, r'{pattern}')";

    private static string Escaped(string text, char quote) => quote + string.Concat(text.Select(character =>
        character == quote || character == '\\' ? $"\\{character}"
        : char.IsControl(character) ? $"\\u{(int)character:x4}" : character.ToString())) + quote;
}
