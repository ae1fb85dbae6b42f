using LogReg.Data;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Updating;

/// <summary>The customers of churn.csv: older ones, for training, and newer ones, for updates.</summary>
internal static class ChurnRows
{
    private static readonly string[] Lines = File.ReadAllLines(TestData.PathOf("churn.csv"));

    /// <summary>Those who signed up before 2024.</summary>
    public static DataSource Old => Source(line => !IsNew(line));

    /// <summary>Those of 2024.</summary>
    public static DataSource New => Source(IsNew);

    /// <summary>Some of them, with a column w of weights in front, one more than the calls.</summary>
    /// <param name="isTaken">Which lines to take.</param>
    /// <param name="change">What to change in a line; <see langword="null"/> for nothing.</param>
    public static CsvSource Source(Func<string, bool> isTaken, Func<string, string>? change = null) =>
        TextSource.Of(Header, Rows(isTaken, change));

    /// <summary>The names of the columns of <see cref="Source"/>.</summary>
    public static string Header => $"w,{Lines[0]}";

    /// <summary>The lines of <see cref="Source"/>.</summary>
    /// <param name="isTaken">Which lines to take.</param>
    /// <param name="change">What to change in a line; <see langword="null"/> for nothing.</param>
    public static IEnumerable<string> Rows(Func<string, bool> isTaken, Func<string, string>? change = null) =>
        Lines.Skip(1).Where(isTaken).Select(line => $"{int.Parse(line.Split(',')[5]) + 1},{change?.Invoke(line) ?? line}");

    /// <summary>Whether a line is of 2024.</summary>
    public static bool IsNew(string line) => string.CompareOrdinal(line.Split(',')[1], "2024") >= 0;
}
