using LogReg.Collectives;

namespace LogReg.Checking;

/// <summary>The checks of one feature: a look at the sample, then, if there is something to say, the findings.</summary>
internal sealed class SingleFeatureCheck : IDisposable
{
    private readonly CheckInput _input;
    private readonly RowSample _sample;
    private readonly int _feature;
    private readonly CheckedCells _cells;
    private readonly NumericSample? _numbers;
    private readonly DataFinding? _codes;
    private readonly DataFinding[] _ofLevels = [];
    private readonly FeatureFinding _leakOfLevels = FeatureFinding.None;

    /// <param name="input">What to check.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="feature">The position of the feature.</param>
    /// <param name="cells">Its cells.</param>
    public SingleFeatureCheck(CheckInput input, RowSample sample, int feature, CheckedCells cells)
    {
        _input = input;
        _sample = sample;
        _feature = feature;
        _cells = cells;
        string name = input.Features.Layout.Features[feature].Name;
        if (cells.Numbers is double[] numbers)
        {
            _numbers = new NumericSample(numbers, cells.Range);
            _codes = input.NumericColumns.Contains(name) ? null : PossibleCodeCheck.Find(name, _numbers);
        }
        else if (cells.Counts is LevelClassCounts counts)
        {
            _leakOfLevels = LeakageCheck.OfLevels(input, feature, sample, counts);
            _ofLevels = [.. CategoricalCheck.Find(input, feature, counts)];
        }
    }

    private double MissingAuc => LeakageCheck.MissingAuc(_cells, _sample);

    /// <summary>What the sample says.</summary>
    public FeatureScreen Screen()
    {
        if (_numbers is null)
        {
            return new FeatureScreen(
                _leakOfLevels.RocAuc ?? double.NaN,
                _cells.Codes is null ? 0 : DuplicateColumnCheck.Fingerprint(_cells.Codes),
                _ofLevels.Length > 0 || _leakOfLevels.Finding is not null);
        }

        double auc = LeakageCheck.SampleAuc(_input, _numbers.InOrder, _sample);
        return new FeatureScreen(
            auc,
            DuplicateColumnCheck.Fingerprint(_numbers.InOrder),
            LeakageCheck.IsSuspect(auc, MissingAuc) || _codes is not null
                || new RowNumberCheck(_input, _feature, _numbers).IsSuspect
                || new ExtremeValueCheck(_input, _feature, _numbers).IsSuspect);
    }

    /// <summary>The findings, for which this may look at all rows.</summary>
    /// <param name="screen">What <see cref="Screen"/> has found.</param>
    /// <exception cref="CollectiveException">Another process that shares the rows has failed.</exception>
    public SingleFeatureResult Find(FeatureScreen screen)
    {
        FeatureFinding leak = _numbers is null
            ? _leakOfLevels
            : LeakageCheck.OfNumbers(_input, _feature, _sample, screen.RocAuc, MissingAuc);
        var findings = new List<DataFinding>();
        if (leak.Finding is DataFinding found)
        {
            findings.Add(found);
        }

        findings.AddRange(_numbers is null ? _ofLevels : OfNumbers(_numbers));
        return new SingleFeatureResult(findings, leak.RocAuc, screen.Fingerprint);
    }

    /// <summary>Returns the memory of the sample to the pool.</summary>
    public void Dispose() => _numbers?.Dispose();

    private IEnumerable<DataFinding> OfNumbers(NumericSample numbers)
    {
        if (new RowNumberCheck(_input, _feature, numbers).Find() is DataFinding identifier)
        {
            return [identifier];
        }

        IEnumerable<DataFinding> extremes = new ExtremeValueCheck(_input, _feature, numbers).Find();
        return _codes is null ? extremes : extremes.Append(_codes);
    }
}
