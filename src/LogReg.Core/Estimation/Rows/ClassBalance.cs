using LogReg.Data;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Estimation;

/// <summary>
/// What class weights and a declared prior change: the weights of the rows while fitting, then the intercepts, then the weights by which
/// the result is judged. A weight c of a class adds log c to its log-odds, which is taken off again; a prior π of the positive class, in
/// place of its share s in the rows, adds log(π/(1−π)) − log(s/(1−s)) (King &amp; Zeng, Logistic regression in rare events data, 2001,
/// §4.1).
/// </summary>
internal sealed class ClassBalance
{
    private readonly double[] _fitting;
    private readonly double[] _evaluation;
    private readonly double[] _logShift;
    private readonly TargetDescription _target;

    private ClassBalance(TargetDescription target, double[] fitting, double[] evaluation, double[] logShift, double priorShift)
    {
        _target = target;
        _fitting = fitting;
        _evaluation = evaluation;
        _logShift = logShift;
        PriorShift = priorShift;
    }

    /// <summary>Whether nothing changes: no class weights, no prior.</summary>
    public bool IsNeutral => !ChangesFit && !ChangesEvaluation && _logShift.All(shift => shift == 0);

    /// <summary>Whether rows of some classes weigh more while fitting than afterwards.</summary>
    public bool ChangesFit => _fitting.Any(factor => factor != 1);

    /// <summary>Whether rows of some classes weigh more in the evaluation.</summary>
    public bool ChangesEvaluation => _evaluation.Any(factor => factor != 1);

    /// <summary>The factors of the weights of each class's rows while fitting, by class code.</summary>
    public IReadOnlyList<double> FittingFactors => _fitting;

    /// <summary>The amounts added to the log-odds of each class after fitting, by class code.</summary>
    public IReadOnlyList<double> LogShift => _logShift;

    /// <summary>With two classes, the amount that the prior alone adds to the log-odds; otherwise 0.</summary>
    public double PriorShift { get; }

    /// <summary>The weights of the classes by name; empty where all count alike.</summary>
    public IReadOnlyDictionary<string, double> WeightsByClass => ChangesFit
        ? _target.Classes.Select((name, place) => (name, place)).ToDictionary(
            pair => pair.name, pair => _fitting[CodeOf(_target, pair.place)])
        : new Dictionary<string, double>();

    /// <summary>The amounts added to the intercept of each equation, by class; empty if there are none.</summary>
    /// <param name="classes">Which classes have an equation.</param>
    public IReadOnlyDictionary<string, double> CorrectionsByClass(ClassEquations classes)
    {
        if (_logShift.All(shift => shift == 0))
        {
            return new Dictionary<string, double>();
        }

        double[] corrections = new double[classes.Classes.Count];
        Correct(corrections, equationLength: 1);
        return classes.NamesIn(_target).Zip(classes.Shown(corrections, 1)).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>Reads the factors off the options and the rows that train.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="target">The classes.</param>
    /// <param name="rows">The rows that train.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    /// <exception cref="LogRegException">A class weight is given to a class that is not there, or a prior where there are more than two
    /// classes.</exception>
    public static ClassBalance Create(FitPlan plan, TargetDescription target, RowSet rows, string? source)
    {
        double[] sums = rows.Selection.Parts.SumByClass(rows.Classes, rows.Weights, target.Classes.Count);
        double[] fitting = plan.BalanceClasses ? EqualTotals(sums) : NamedWeights(plan, target, source);
        double[] logShift = [.. fitting.Select(factor => plan.KeepWeightedIntercept ? 0 : -ElementaryFunctions.Log(factor))];
        if (plan.Prior is not double prior)
        {
            return new ClassBalance(target, fitting, Ones(target.Classes.Count), logShift, priorShift: 0);
        }

        if (!target.IsBinary)
        {
            throw new DataException(
                $"a prior needs two classes, but the target has {target.Classes.Count}",
                source,
                column: target.Name,
                hint: $"leave {Option.Prior} out");
        }

        double share = sums[1] / (sums[0] + sums[1]);
        double priorShift = ElementaryFunctions.Log(prior / (1 - prior)) - ElementaryFunctions.Log(share / (1 - share));
        logShift[1] += priorShift;
        return new ClassBalance(target, fitting, [(1 - prior) / (1 - share), prior / share], logShift, priorShift);
    }

    private static double[] EqualTotals(double[] sums)
    {
        double all = sums.Sum();
        return [.. sums.Select(sum => sum > 0 ? all / (sums.Length * sum) : 1)];
    }

    private static double[] NamedWeights(FitPlan plan, TargetDescription target, string? source)
    {
        double[] factors = Ones(target.Classes.Count);
        var named = new HashSet<int>();
        foreach ((string name, double weight) in plan.ClassWeights)
        {
            int place = target.IndexOf(name);
            if (place < 0)
            {
                throw new DataException(
                    $"a class weight names the class {MessageText.Quote(name)}, which does not occur",
                    source,
                    column: target.Name,
                    hint: NameHint.Of(name, target.Classes));
            }

            int code = CodeOf(target, place);
            if (!named.Add(code))
            {
                throw new DataException(
                    $"the class {MessageText.Quote(target.Classes[place])} has two "
                        + $"weights", source, column: target.Name, hint: "name each class once");
            }

            factors[code] = weight;
        }

        return factors;
    }

    /// <summary>The rows, weighted for fitting.</summary>
    public ClassificationData ForFitting(ClassificationData data) => WithFactors(data, _fitting);

    /// <summary>The rows, weighted for evaluation: as they are or, with a prior, as where the model will be used.</summary>
    public ClassificationData ForEvaluation(ClassificationData data) => WithFactors(data, _evaluation);

    /// <summary>Corrects the intercepts of solved parameters in place.</summary>
    /// <param name="parameters">The equations one after the other, each with its intercept first: of two classes that of class 1, else
    /// those of the last classes.</param>
    /// <param name="equationLength">The length of an equation.</param>
    public void Correct(Span<double> parameters, int equationLength) => Shift(parameters, equationLength, 1);

    /// <summary>Undoes <see cref="Correct"/>: from intercepts as they are used to those of the fit.</summary>
    /// <param name="parameters">As there.</param>
    /// <param name="equationLength">As there.</param>
    public void Uncorrect(Span<double> parameters, int equationLength) => Shift(parameters, equationLength, -1);

    private void Shift(Span<double> parameters, int equationLength, int sign)
    {
        int equations = parameters.Length / equationLength;
        int firstClass = _logShift.Length - equations;

        // Where the first class has no equation, the others' log-odds are against it.
        double reference = firstClass == 0 ? 0 : _logShift[0];
        for (int equation = 0; equation < equations; equation++)
        {
            parameters[equation * equationLength] += sign * (_logShift[firstClass + equation] - reference);
        }
    }

    // From a place in the sorted classes to a code: of two classes 1 is the positive one.
    private static int CodeOf(TargetDescription target, int place) => !target.IsBinary ? place : place == target.PositiveIndex ? 1 : 0;

    private static ClassificationData WithFactors(ClassificationData data, double[] factors)
    {
        if (factors.All(factor => factor == 1))
        {
            return data;
        }

        double[] weights = new double[data.Classes.Length];
        for (int row = 0; row < weights.Length; row++)
        {
            weights[row] = factors[data.Classes[row]] * (data.Weights?[row] ?? 1);
        }

        return new ClassificationData(data.Design, data.Classes, data.ClassCount, weights, data.Offsets);
    }

    private static double[] Ones(int count)
    {
        double[] ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
