using LogReg.Collectives;
using LogReg.Numerics;
using LogReg.Terms;

namespace LogReg.Checking;

/// <summary>
/// Finds numbers such as −999 or 99999 that most probably stand for a missing value, and few values far from all others. A long tail, as of
/// incomes, is neither: its values follow each other closely, on the scale of their logarithm at the latest.
/// </summary>
internal sealed class ExtremeValueCheck
{
    private const double FarInDeviations = 10;
    private const double FarInQuartileRanges = 6;
    private const double FarInLogQuartileRanges = 2.5;
    private const double SmallestLogGap = 0.4;
    private const double LargestShare = 0.01;

    // Every process gets all of them.
    private const int MostFarValues = 100_000;

    private readonly CheckInput _input;
    private readonly TermParameter _number;
    private readonly int _column;
    private readonly NumericSample _sample;
    private NumberRange? _quartiles;

    /// <param name="input">What to check.</param>
    /// <param name="feature">The position of a numeric feature.</param>
    /// <param name="sample">Its sample.</param>
    public ExtremeValueCheck(CheckInput input, int feature, NumericSample sample)
    {
        _input = input;
        _number = input.Features.Layout.Cells[feature].CreateTerm().Parameters[0];
        _column = input.Features.TableColumns[feature];
        _sample = sample;
    }

    /// <summary>Whether an end of the range is a code, or far from the sample: only then is there anything to find.</summary>
    public bool IsSuspect => HasRange && Sides.Any(side => IsAllNines(End(side)) || IsFar(side));

    private static int[] Sides => [-1, 1];

    private bool HasRange => _sample.Range.Least < _sample.Range.Greatest;

    private NumberRange Quartiles => _quartiles ??= _sample.Quartiles();

    // One value among n is at most √n deviations from the mean.
    private double SmallestDeviations => Math.Min(FarInDeviations, Math.Sqrt(_input.Selection.TotalCount) / 2);

    /// <summary>Looks at both ends of the range.</summary>
    /// <exception cref="CollectiveException">Another process that shares the rows has failed.</exception>
    public IEnumerable<DataFinding> Find()
    {
        if (!HasRange)
        {
            yield break;
        }

        foreach (int side in Sides)
        {
            if ((MissingCode(side) ?? FarValues(side)) is DataFinding finding)
            {
                yield return finding;
            }
        }
    }

    private double End(int side) => side > 0 ? _sample.Range.Greatest : _sample.Range.Least;

    private double Deviations(int side) => Math.Abs(End(side) - _number.Mean) / _number.Scale;

    private bool IsFar(int side)
    {
        double limit = Limit(side, Quartiles);
        return !double.IsNaN(limit) && side * End(side) > side * limit && !(Deviations(side) < SmallestDeviations);
    }

    // All nines, with two digits or more, more than once, and far from the other numbers or the only one below zero.
    private DataFinding? MissingCode(int side)
    {
        double code = End(side);
        if (!IsAllNines(code))
        {
            return null;
        }

        long count = 0;
        double next = double.NaN;
        SelectedCells.VisitNumbers(_input.Table, _column, _input.Selection, (cells, _) =>
        {
            foreach (double value in cells)
            {
                if (value == code)
                {
                    count++;
                }
                else if (!double.IsNaN(value))
                {
                    next = side > 0 ? double.MaxNumber(next, value) : double.MinNumber(next, value);
                }
            }
        });
        count = _input.Table.Rows.Sum(count);
        next = Nearest(side, next);
        bool isOnlyNegative = code < 0 && next >= 0;
        bool standsOff = Math.Abs(code - next) >= Math.Abs(next - End(-side)) / 2;
        if (count < 2 || !(isOnlyNegative || standsOff))
        {
            return null;
        }

        string text = FindingText.Number(code);
        return new DataFinding(
            FindingKind.MissingValueCode,
            FindingSeverity.Warning,
            [_number.Name],
            $"{FindingText.Quote(_number.Name)} is {text} in {FindingText.Count(count, "row")}, far from the next value, "
                + $"{FindingText.Number(next)}: it looks like a code for missing values, but is read as a number",
            $"if {text} means \"missing\", use {_input.Table.Source.AddedMissingValues([text])}"
                + $"{(_input.Table.Source.MissingOption is null ? "" : "; it applies to all columns")}");
    }

    private DataFinding? FarValues(int side)
    {
        if (!IsFar(side))
        {
            return null;
        }

        double limit = Limit(side, Quartiles);
        double last = double.NaN;
        var beyond = new List<double>();
        long most = Math.Clamp((long)(LargestShare * _input.Selection.TotalCount), 1, MostFarValues);
        SelectedCells.VisitNumbers(_input.Table, _column, _input.Selection, (cells, _) =>
        {
            foreach (double value in cells)
            {
                if (side * value > side * limit)
                {
                    if (beyond.Count <= most)
                    {
                        beyond.Add(value);
                    }
                }
                else if (!double.IsNaN(value))
                {
                    last = side > 0 ? double.MaxNumber(last, value) : double.MinNumber(last, value);
                }
            }
        });
        if (_input.Selection.Parts.Sum(beyond.Count) > most)
        {
            return null;
        }

        last = Nearest(side, last);
        return BehindAGap(side, last, _input.Table.Rows.Gather(beyond.ToArray()));
    }

    // The outermost of the numbers that processes have found in their rows; NaN if there is none.
    private double Nearest(int side, double own) => _input.Table.Rows.GatherAsMany(own).Aggregate(
        (next, other) => side > 0 ? double.MaxNumber(next, other) : double.MinNumber(next, other));

    // Where a value is far from the quartiles: in their distances, and of positive numbers in those of their logarithms, too.
    private static double Limit(int side, NumberRange quartiles)
    {
        double width = quartiles.Greatest - quartiles.Least;
        double plain = side > 0 ? quartiles.Greatest + (FarInQuartileRanges * width) : quartiles.Least - (FarInQuartileRanges * width);
        double logarithmic = side > 0 && quartiles.Least > 0
            ? quartiles.Greatest * ElementaryFunctions.Power(quartiles.Greatest / quartiles.Least, FarInLogQuartileRanges)
            : side < 0
                && quartiles.Greatest < 0 ? quartiles.Least
                    * ElementaryFunctions.Power(quartiles.Least / quartiles.Greatest, FarInLogQuartileRanges) : plain;
        return width > 0 ? (side > 0 ? Math.Max(plain, logarithmic) : Math.Min(plain, logarithmic)) : double.NaN;
    }

    // The values stand alone if nothing lies in at least half of the way from the median to the farthest.
    private DataFinding? BehindAGap(int side, double last, double[] beyond)
    {
        RadixSort.Sort(beyond);
        if (side < 0)
        {
            Array.Reverse(beyond);
        }

        int first = -1;
        double before = last;
        double end = beyond[^1];
        double next = double.NaN;
        for (int index = 0; index < beyond.Length; index++)
        {
            if (Math.Abs(beyond[index] - before) >= Math.Abs(end - _sample.Median) / 2
                && IsGapOfLogarithms(side, before, beyond[index], end, Quartiles))
            {
                first = index;
                next = before;
            }

            before = beyond[index];
        }

        if (first < 0)
        {
            return null;
        }

        int count = beyond.Length - first;
        string values = count == 1
            ? $"one value, {FindingText.Number(end)}, that is"
            : $"{FindingText.Count(count)} values, up to {FindingText.Number(end)}, that are";
        IEnumerable<string> missing = beyond.Skip(first).Distinct().Take(3).Select(FindingText.Number);
        return new DataFinding(
            FindingKind.ExtremeValues,
            FindingSeverity.Warning,
            [_number.Name],
            $"{FindingText.Quote(_number.Name)} has {values} far from all others: "
                + $"{Deviations(side).ToString("F0", System.Globalization.CultureInfo.InvariantCulture)} standard deviations from the mean, "
                + $"while the next value is {FindingText.Number(next)}",
            $"check the row: correct the value if it is a mistake, or treat it as missing with "
                + $"{_input.Table.Source.AddedMissingValues(missing)}; if "
                + $"it is real, the logarithm of the column may fit better");
    }

    // In a long tail of numbers of one sign the farthest is often twice the next, but a small step on the scale of their logarithms.
    private static bool IsGapOfLogarithms(int side, double before, double value, double end, NumberRange quartiles)
    {
        double near = side > 0 ? quartiles.Greatest : quartiles.Least;
        bool isOfOneSign = side > 0 ? quartiles.Least > 0 : quartiles.Greatest < 0;
        return !isOfOneSign || ElementaryFunctions.Log(value / before) >= SmallestLogGap * ElementaryFunctions.Log(end / near);
    }

    private static bool IsAllNines(double value)
    {
        double size = Math.Abs(value);
        for (double power = 100; power <= 1e15; power *= 10)
        {
            if (size == power - 1)
            {
                return true;
            }
        }

        return false;
    }
}
