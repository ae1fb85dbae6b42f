using LogReg.Solvers;

namespace LogReg.Cli.Output;

/// <summary>A course of numbers as a word of small bars.</summary>
internal static class Sparkline
{
    /// <summary>The longest word; of more numbers every so many are shown, the first and the last always.</summary>
    public const int MostCells = 24;

    private const int FewestIterations = 3;
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const string Characters = "_.:-=+*#";

    /// <summary>Whether a course is long enough to have a shape, and has no number that cannot be drawn.</summary>
    public static bool IsWorthwhile(IReadOnlyList<IterationProgress> history) =>
        history.Count > FewestIterations && history.All(iteration => double.IsFinite(iteration.Loss));

    /// <summary>The bars of some numbers, from the lowest at the smallest to the highest at the largest, in even steps.</summary>
    /// <param name="values">Finite numbers, one or more.</param>
    /// <param name="drawsBlocks">Whether block characters can be shown; else letters of ASCII with more and more ink.</param>
    public static string Of(IReadOnlyList<double> values, bool drawsBlocks)
    {
        string levels = drawsBlocks ? Blocks : Characters;
        double lowest = values.Min();
        double range = values.Max() - lowest;
        int cells = Math.Min(values.Count, MostCells);
        return string.Create(cells, values, (text, all) =>
        {
            for (int cell = 0; cell < text.Length; cell++)
            {
                double value = all[text.Length == 1 ? 0 : (int)((long)cell * (all.Count - 1) / (text.Length - 1))];
                text[cell] = levels[range > 0 ? (int)Math.Round((value - lowest) / range * (levels.Length - 1)) : 0];
            }
        });
    }
}
