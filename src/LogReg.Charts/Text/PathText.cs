using LogReg.Solvers;

namespace LogReg.Charts.Text;

/// <summary>Some λ of a regularisation path, and which coefficients enter at each, for the terminal and for pages.</summary>
internal static class PathText
{
    private const int MostRows = 15;
    private const int MostNames = 3;
    private const int LongestName = 14;

    /// <summary>How many λ there are, and how many of them <see cref="Table"/> shows.</summary>
    public static string Heading(RegularizationPath path)
    {
        int shown = Shown(path).Length;
        return $"Regularisation path, {NumberFormat.Count(path.Points.Count)} "
            + $"λ{(shown < path.Points.Count ? $", {shown} of them shown" : "")}";
    }

    /// <summary>Some of the λ, and which coefficients come in.</summary>
    public static ReportTable Table(LogisticModel model)
    {
        RegularizationPath path = model.Path!;
        int[] shown = Shown(path);
        var table = new ReportTable("λ", "nonzero", "deviance explained", "enters");
        table.AlignLeft(table.Headers.Count - 1);
        var known = new HashSet<string>();
        IReadOnlyList<string> lambdas =
            NumberFormat.AlignPoints([.. shown.Select(index => NumberFormat.Significant(path.Points[index].Lambda, 4))]);
        for (int row = 0; row < shown.Length; row++)
        {
            PathPoint point = path.Points[shown[row]];
            string[] added = [.. NonZeroNames(model.AtLambda(point.Lambda)).Where(known.Add)];
            string names = string.Join(", ", added.Take(MostNames).Select(name => Printable.Cut(name, LongestName)))
                + (added.Length > MostNames ? $" and {NumberFormat.Count(added.Length - MostNames)} more" : "");
            table.Add(lambdas[row], NumberFormat.Count(point.NonZeroCount), NumberFormat.Percent(point.DevianceExplained), names);
        }

        return table;
    }

    /// <summary>The residual of the optimality conditions.</summary>
    public static string Optimality(RegularizationPath path)
    {
        double residual = path.Points.Max(point => point.OptimalityResidual);
        int unsolved = path.Points.Count(point => point.Termination is not (TerminationReason.Gradient or TerminationReason.Precision));
        return $"At every λ the optimality conditions hold to "
            + $"{NumberFormat.Magnitude(residual)}{(unsolved > 0 ? $"; NOT converged at {NumberFormat.Count(unsolved)} λ" : "")}.";
    }

    private static int[] Shown(RegularizationPath path) =>
        [.. Enumerable.Range(0, MostRows).Select(row => (int)Math.Round(row * (path.Points.Count - 1.0) / (MostRows - 1))).Distinct()];

    private static IEnumerable<string> NonZeroNames(LogisticModel model) => model.ClassesWithEquation
        .SelectMany(name => model.CoefficientsOf(name))
        .Where(pair => pair.Value != 0 && pair.Key != Coefficients.InterceptName)
        .Select(pair => pair.Key)
        .Distinct();
}
