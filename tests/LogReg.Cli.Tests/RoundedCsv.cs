using System.Globalization;

namespace LogReg.Cli.Tests;

/// <summary>CSV for approval: the last digits of a probability are the machine's own.</summary>
internal static class RoundedCsv
{
    public static string Of(IEnumerable<string> lines) =>
        string.Concat(lines.Select(line => string.Join(',', line.Split(',').Select(Cell)) + "\n"));

    private static string Cell(string cell) => cell.Length > 12 && double.TryParse(cell, CultureInfo.InvariantCulture, out double value)
        ? value.ToString("G9", CultureInfo.InvariantCulture)
        : cell;
}
