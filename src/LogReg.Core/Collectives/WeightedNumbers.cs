namespace LogReg.Collectives;

/// <summary>Numbers of rows, with their weights.</summary>
/// <param name="Rows">The rows that have a number, and which of them are here.</param>
/// <param name="Values">The number of each row that is here.</param>
/// <param name="Weights">Their weights, each above 0; <see langword="null"/> if all are 1.</param>
internal sealed record WeightedNumbers(RowParts Rows, double[] Values, double[]? Weights)
{
    /// <summary>Numbers that are all here.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="weights">Their weights, each above 0; <see langword="null"/> if all are 1.</param>
    public static WeightedNumbers Whole(double[] values, double[]? weights = null) => new(RowParts.Whole(values.Length), values, weights);

    /// <summary>The weight of a row that is here.</summary>
    /// <param name="row">Its position among those.</param>
    public double WeightOf(int row) => Weights?[row] ?? 1;

    /// <summary>The different numbers of all rows, in the order in which they occur.</summary>
    /// <param name="most">How many are wanted: of more, the others are not counted.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double[] Distinct(int most) => [.. Rows.Gather<double>([.. Values.Distinct().Take(most)]).Distinct().Take(most)];
}
