using LogReg.Collectives;
using LogReg.Data;

namespace LogReg.Terms;

/// <summary>The cells of the training rows, as terms read them. Where several processes share the rows, each reads its own; what is made of
/// all of them has the same bits as in one process.</summary>
/// <param name="table">The data.</param>
/// <param name="tableColumns">For each feature the position of its column in the table.</param>
/// <param name="selection">The training rows.</param>
/// <param name="weights">A weight for each of them, or <see langword="null"/>.</param>
internal sealed class TrainingCells(Table table, IReadOnlyList<int> tableColumns, RowSelection selection, double[]? weights)
{
    // With up to as many sums, it costs next to nothing to begin anew with each chunk.
    private const int MostByChunk = 1 << 14;

    // What the numbers of columns that are ranked together take on a process: the number, its weight and the sum of weights.
    private const long BytesAtOnce = 1L << 28;
    private const int BytesPerRow = 24;
    private const int MostColumnsAtOnce = 256;

    /// <summary>Adds a row to sums.</summary>
    /// <param name="row">The row.</param>
    /// <param name="sums">The sums.</param>
    public delegate void RowAddition(WeightedCells row, Span<double> sums);

    /// <summary>The training rows.</summary>
    public RowParts Parts => selection.Parts;

    /// <summary>Fits a term of words.</summary>
    /// <param name="name">The term as a formula writes it.</param>
    /// <param name="cells">The cells of the text.</param>
    /// <param name="options">What the formula asks for.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    /// <exception cref="DataException">No word is in enough rows.</exception>
    public SparseTerm FitWords(string name, SparseCells cells, TextOptions options, string? source)
    {
        int column = tableColumns[cells.Place];
        LevelTable words = ((VectorColumn)table.Chunks[0].Columns[column]).Words!;
        return new TextTermFitter(new TrainingVectors(table, selection, weights), column, words).Fit(name, cells, options, source);
    }

    /// <summary>The cells of a feature, row by row, of the rows that are here.</summary>
    /// <param name="cells">The feature.</param>
    public IEnumerable<TrainingCell> Of(FeatureCells cells)
    {
        int column = tableColumns[cells.Place];
        int place = 0;
        double[] coded = cells.CodedCells(table.Chunks[0].Columns[column]);
        foreach (RowPart part in selection.Parts.Own)
        {
            TableChunk chunk = table.Chunks[part.Chunk];
            Column own = chunk.Columns[column];
            for (int index = 0; index < part.Count; index++)
            {
                int row = selection.TakesAll(part.Chunk) ? index : selection.Rows(part.Chunk)[index];
                yield return new TrainingCell(part.Chunk, chunk.FirstRow + row, CellOf(own, row, coded), weights?[place++] ?? 1);
            }
        }
    }

    /// <summary>The cells of several features, row by row, of the rows that are here, in an array that is used again.</summary>
    /// <param name="features">The features.</param>
    public IEnumerable<WeightedCells> Rows(IReadOnlyList<FeatureCells> features)
    {
        double[] cells = new double[features.Count];
        IEnumerator<TrainingCell>[] columns = [.. features.Select(feature => Of(feature).GetEnumerator())];
        while (columns[0].MoveNext())
        {
            cells[0] = columns[0].Current.Cell;
            for (int feature = 1; feature < columns.Length; feature++)
            {
                columns[feature].MoveNext();
                cells[feature] = columns[feature].Current.Cell;
            }

            yield return new WeightedCells(columns[0].Current.Chunk, cells, columns[0].Current.Weight);
        }
    }

    /// <summary>Some sums over all rows: few are made by chunk, many in the order of the rows.</summary>
    /// <param name="features">The features whose cells are read.</param>
    /// <param name="length">How many sums there are.</param>
    /// <param name="add">Adds a row.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double[] Sum(IReadOnlyList<FeatureCells> features, int length, RowAddition add)
    {
        if (length > MostByChunk)
        {
            return SumInTurn(features, length, add);
        }

        PartSums sums = selection.Parts.StartSums(length);
        foreach (WeightedCells row in Rows(features))
        {
            add(row, sums.OfChunk(row.Chunk));
        }

        return sums.Total();
    }

    /// <summary>Some sums over all rows, made in the order of the rows.</summary>
    /// <param name="features">The features whose cells are read.</param>
    /// <param name="length">How many sums there are.</param>
    /// <param name="add">Adds a row.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double[] SumInTurn(IReadOnlyList<FeatureCells> features, int length, RowAddition add)
    {
        double[] sums = new double[length];
        Parts.InTurn([sums], () =>
        {
            foreach (WeightedCells row in Rows(features))
            {
                add(row, sums);
            }
        });
        return sums;
    }

    /// <summary>Throws, on every process, the error of the first row that has one.</summary>
    /// <param name="find">Finds that of the rows that are here, or <see langword="null"/>; it calls no operation of the collective.</param>
    /// <exception cref="LogRegException">A row has an error, or it could not be looked for.</exception>
    public void ThrowFirst(Func<LogRegException?> find) => table.ThrowFirst(find);

    /// <summary>The numbers of a factor with a single number, in the rows that are not missing and have a weight.</summary>
    /// <param name="factor">The factor.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public WeightedNumbers Numbers(NumberFactor factor) => Numbers([factor])[0];

    // Those of several factors; which rows have them, the processes tell each other at once.
    private WeightedNumbers[] Numbers(NumberFactor[] factors)
    {
        OwnNumbers[] own = [.. factors.Select(NumbersHere)];
        return
        [
            .. selection.Parts.Some([.. own.Select(numbers => numbers.Counts)]).Zip(
                own, (rows, numbers) => new WeightedNumbers(rows, numbers.Values, numbers.Weights)),
        ];
    }

    private OwnNumbers NumbersHere(NumberFactor factor)
    {
        var values = new List<double>(selection.Parts.Count);
        var rowWeights = new List<double>();
        int[] counts = new int[table.Chunks.Count];
        double[] number = new double[1];
        foreach ((int chunk, _, double cell, double weight) in Of(factor.Cells))
        {
            if (!double.IsNaN(cell) && weight > 0)
            {
                factor.Evaluate(cell, number);
                values.Add(number[0]);
                counts[chunk]++;
                if (weights is not null)
                {
                    rowWeights.Add(weight);
                }
            }
        }

        return new OwnNumbers(counts, [.. values], weights is null ? null : [.. rowWeights]);
    }

    /// <summary>The features, some of them with their quantiles.</summary>
    /// <param name="features">The features.</param>
    /// <param name="needsThem">Whether a numeric feature is one of these.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public Feature[] WithQuantiles(IReadOnlyList<Feature> features, Func<NumericFeature, bool> needsThem)
    {
        const int Last = NumericFeature.QuantileCount - 1;
        double[] probabilities = [.. Enumerable.Range(0, Last + 1).Select(step => (double)step / Last)];
        Feature[] all = [.. features];
        int[] places = [.. Enumerable.Range(0, all.Length).Where(place => all[place] is NumericFeature numeric && needsThem(numeric))];
        foreach (int[] some in places.Chunk(ColumnsAtOnce))
        {
            WeightedNumbers[] numbers =
                Numbers([.. some.Select(place => new NumberFactor(((NumericFeature)all[place]).CreateCells(place), [], all[place].Name))]);
            int[] filled = [.. Enumerable.Range(0, some.Length).Where(index => numbers[index].Rows.TotalCount > 0)];
            double[][] quantiles =
                RankedNumbers.Quantiles(RankedNumbers.Of([.. filled.Select(index => numbers[index])]), probabilities);
            foreach ((int index, double[] own) in filled.Zip(quantiles))
            {
                all[some[index]] = (NumericFeature)all[some[index]] with { Quantiles = own };
            }
        }

        return all;
    }

    // Of how many columns the numbers are in memory together: alone a process takes them one by one, several save exchanges.
    private int ColumnsAtOnce => table.Shares is not RowShares shares
        ? 1
        : (int)Math.Clamp(BytesAtOnce / (BytesPerRow * (1 + (Parts.TotalCount / shares.Collective.Size))), 1, MostColumnsAtOnce);

    // The numbers of the rows that are here, with how many there are of each chunk.
    private sealed record OwnNumbers(int[] Counts, double[] Values, double[]? Weights);

    private static double CellOf(Column column, int row, double[] coded) => column is NumericColumn numbers
        ? numbers.Values[row]
        : coded[Math.Max(((CategoricalColumn)column).Codes[row], CategoricalColumn.Missing) + 1];
}

/// <summary>The cell of a feature in a row of the table, with the chunk and the weight of the row.</summary>
internal readonly record struct TrainingCell(int Chunk, long Row, double Cell, double Weight);

/// <summary>The cells of a row, with its chunk and its weight.</summary>
internal readonly record struct WeightedCells(int Chunk, double[] Cells, double Weight);
