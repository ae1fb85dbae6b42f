using LogReg.Collectives;

namespace LogReg.Checking;

/// <summary>Finds numeric features that name rows or days rather than measure something: row numbers, keys, dates such as
/// 20240131.</summary>
internal sealed class RowNumberCheck
{
    private const int FewestRows = 20;
    private const int FewestRowsOfKeys = 100;

    // Numbers that fill their range so far were given out one by one.
    private const double LargestRangePerRow = 1.2;

    private static readonly string[] KeyWords =
    [
        "id", "ids", "key", "index", "idx", "no", "nr", "number", "uuid", "guid", "rownum", "rownumber", "rowid", "seq", "sequence",
    ];

    private readonly CheckInput _input;
    private readonly int _column;
    private readonly string _name;
    private readonly NumericSample _sample;

    /// <param name="input">What to check.</param>
    /// <param name="feature">The position of a numeric feature.</param>
    /// <param name="sample">Its sample.</param>
    public RowNumberCheck(CheckInput input, int feature, NumericSample sample)
    {
        _input = input;
        _name = input.Features.Layout.Features[feature].Name;
        _column = input.Features.TableColumns[feature];
        _sample = sample;
    }

    /// <summary>Whether the sample looks like that: only then is there anything to find.</summary>
    public bool IsSuspect => _sample.IsWhole && (IsDates() || Epochs is not null || (MayBeDistinct() && (SampleIsMonotone() || MayBeKey)));

    /// <summary>Looks at the feature.</summary>
    /// <exception cref="CollectiveException">Another process that shares the rows has failed.</exception>
    public DataFinding? Find()
    {
        if (!IsSuspect)
        {
            return null;
        }

        if (IsDates())
        {
            return new DataFinding(
                FindingKind.Date,
                FindingSeverity.Warning,
                [_name],
                $"{FindingText.Quote(_name)} holds dates written as numbers, such as {FindingText.Number(_sample.Sorted[0])}: as "
                    + $"numbers, the last day of a month and the first of the next are far apart",
                $"replace it with what may matter (year, month, days since an event), or leave it "
                    + $"{LeavingOut.Column(_name, _input.Features.Layout)}");
        }

        if (Epochs is DataFinding epochs)
        {
            return epochs;
        }

        string what = $"{FindingText.Count(Rows)} distinct whole numbers from {FindingText.Number(_sample.Range.Least)} to "
            + $"{FindingText.Number(_sample.Range.Greatest)}";
        if (SampleIsMonotone() && IsMonotone())
        {
            return Identifier($"is a row number: {what}, in order");
        }

        return MayBeKey && IsDistinct() ? Identifier($"looks like an identifier: {what}") : null;
    }

    private long Rows => _input.Selection.TotalCount;

    private DataFinding? Epochs => DateCheck.OfEpochs(_name, _sample.Range);

    private bool MayBeKey => Rows >= FewestRowsOfKeys
        && (_sample.Range.Greatest - _sample.Range.Least + 1 <= LargestRangePerRow * Rows || IsKeyName(_name));

    /// <summary>Whether the last word of a name is one that keys have: id, customerId, row_number.</summary>
    internal static bool IsKeyName(string name)
    {
        int start = name.Length;
        while (start > 0 && char.IsLetter(name[start - 1])
            && !(start < name.Length && char.IsUpper(name[start]) && char.IsLower(name[start - 1])))
        {
            start--;
        }

        return KeyWords.Contains(name[start..].ToLowerInvariant());
    }

    private DataFinding Identifier(string what) => new(
        FindingKind.Identifier,
        FindingSeverity.Warning,
        [_name],
        $"{FindingText.Quote(_name)} {what}",
        $"nothing learned from it carries over to new rows: leave it {LeavingOut.Column(_name, _input.Features.Layout)}");

    private bool MayBeDistinct() =>
        Rows >= FewestRows && !_input.Features.MissingCells.ContainsKey(_name) && _sample.IsDistinct;

    private double Direction => _sample.InOrder[^1] - _sample.InOrder[0];

    private bool SampleIsMonotone()
    {
        double direction = Direction;
        for (int index = 1; index < _sample.InOrder.Length; index++)
        {
            if ((_sample.InOrder[index] - _sample.InOrder[index - 1]) * direction <= 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsMonotone()
    {
        double direction = Direction;
        bool isMonotone = true;
        double start = double.NaN;
        double before = double.NaN;
        SelectedCells.VisitNumbers(_input.Table, _column, _input.Selection, (cells, _) =>
        {
            foreach (double value in cells)
            {
                isMonotone &= double.IsNaN(before) || (value - before) * direction > 0;
                isMonotone &= value == Math.Floor(value);
                start = double.IsNaN(start) ? value : start;
                before = value;
            }
        });

        // Where several processes have the rows: the first and the last of each follow one another, too.
        double[] ends = [.. _input.Table.Rows.GatherAsMany(start, before).Where(end => !double.IsNaN(end))];
        for (int index = 2; index < ends.Length; index += 2)
        {
            isMonotone &= (ends[index] - ends[index - 1]) * direction > 0;
        }

        return !_input.Table.Rows.Any(!isMonotone);
    }

    private bool IsDistinct()
    {
        RowParts rows = _input.Selection.Parts;
        double[] values = SelectedCells.Numbers(_input.Table, _column, _input.Selection);

        // Different numbers have different hashes.
        return !rows.Any(!Array.TrueForAll(values, value => value == Math.Floor(value)))
            && DistinctHashes.Are(rows, Array.ConvertAll(values, CellHash.Of));
    }

    private bool IsDates()
    {
        if (_sample.Range.Least < 18000101 || _sample.Range.Greatest > 21991231)
        {
            return false;
        }

        foreach (double value in _sample.Sorted)
        {
            int number = (int)value;
            int month = number / 100 % 100;
            if (month is < 1 or > 12 || number % 100 is < 1 or > 31)
            {
                return false;
            }
        }

        return true;
    }
}
