using LogReg.Terms;

namespace LogReg.Serialization;

/// <summary>From the members of a model file, which anyone may have written, to a model: each is checked before it is used.</summary>
internal static class ModelReader
{
    /// <exception cref="ModelFormatException">A member is missing or invalid.</exception>
    public static ModelContent ToModel(ModelDocument document)
    {
        if (document.Format != ModelDocument.FormatName)
        {
            throw new ModelFormatException("it is JSON, but not a logreg model (its member 'format' is not \"logreg\")");
        }

        int version = document.FormatVersion ?? throw Absent("formatVersion");
        if (version > ModelDocument.CurrentVersion)
        {
            throw new ModelFormatException(
                $"it is of format version {version}, but this logreg reads versions up to {ModelDocument.CurrentVersion}",
                "install a newer logreg");
        }

        if (version < 1)
        {
            throw new ModelFormatException($"its format version is {version}, but versions start at 1");
        }

        TargetDescription target = ToTarget(document.Target ?? throw Absent("target"));
        TermLayout layout = TermFormat.ToLayout(document.Features ?? throw Absent("features"), document.Terms);
        double threshold = Finite(document.Threshold, "threshold");
        if (threshold is < 0 or > 1)
        {
            throw new ModelFormatException($"its threshold is {threshold}, but must be between 0 and 1");
        }

        int baseClass = ToBase(document.Target, target);
        IReadOnlyList<LinearEquation> equations =
            ToEquations(document.Coefficients ?? throw Absent("coefficients"), target, layout, baseClass);
        var model = new ModelContent(
            target,
            layout,
            equations,
            threshold,
            ToTraining(document.Training ?? throw Absent("training"), target),
            baseClass)
        {
            OffsetColumn = document.Offset,
            Provenance = ProvenanceFormat.ToProvenance(document.Provenance),
            Updates = UpdateFormat.ToUpdates(document.Updates),
            Shares = TrainingSharesFormat.ToShares(document.TrainingShares, layout, target),
            HeldOut = HeldOutFormat.ToMeasures(document.HeldOut, target),
            Importance = [.. (document.Importance ?? []).Select((one, place) => ToImportance(one, $"importance[{place}]"))],
        };
        model = document.MissingValues is null ? model : model with { MissingValues = Texts(document.MissingValues, "missingValues") };
        model = document.Path is null ? model : model with { Path = PathDocuments.ToPath(model, document.Path) };
        model = document.Validation is null ? model : model with { Validation = ValidationReader.ToValidation(document.Validation) };
        model = document.Inference is null ? model : model with { Inference = InferenceReader.ToInference(model, document.Inference) };
        return model with { CalibrationSteps = UpdateFormat.ToSteps(document.CalibrationSteps, model) };
    }

    private static FeatureImportance ToImportance(ImportanceDocument? document, string place)
    {
        double deviation = Finite(document?.StandardDeviation, place + ".standardDeviation");
        return deviation >= 0
            ? new FeatureImportance(document!.Feature ?? throw Absent(place + ".feature"), deviation)
            : throw new ModelFormatException($"its member '{place}.standardDeviation' is negative");
    }

    private static TargetDescription ToTarget(TargetDocument target)
    {
        string[] classes = Texts(target.Classes, "target.classes");
        if (classes.Length < 2)
        {
            throw new ModelFormatException($"it has {classes.Length} classes, but needs two or more");
        }

        bool isBinary = classes.Length == 2;
        if (isBinary != target.Positive is not null || (isBinary && !classes.Contains(target.Positive)))
        {
            throw new ModelFormatException("its member 'target.positive' must be one of two classes, and absent for more");
        }

        return new TargetDescription(target.Name ?? throw Absent("target.name"), classes, target.Positive);
    }

    // Older files do not say: it is the first.
    private static int ToBase(TargetDocument document, TargetDescription target)
    {
        int place = document.Base is null ? 0 : target.Classes.ToList().IndexOf(document.Base);
        return place >= 0 && (document.Base is null || !target.IsBinary)
            ? place
            : throw new ModelFormatException("its member 'target.base' must be one of three classes or more");
    }

    private static LinearEquation[] ToEquations(
        Dictionary<string, Dictionary<string, double>?> coefficients, TargetDescription target, TermLayout layout, int baseClass)
    {
        int count = target.IsBinary ? 1 : coefficients.Count;
        if (!target.IsBinary && count != target.Classes.Count && count != target.Classes.Count - 1)
        {
            throw new ModelFormatException($"it has {target.Classes.Count} classes, but coefficients for {count}");
        }

        IEnumerable<string> classes = target.IsBinary ? [target.Positive!]
            : count == target.Classes.Count ? target.Classes
            : target.Classes.Where((_, code) => code != baseClass);
        if (coefficients.Count != count)
        {
            throw new ModelFormatException("it has coefficients for a class that has no equation");
        }

        return
        [
            .. classes.Select(name => ToEquation(coefficients.GetValueOrDefault(name) ?? throw Absent($"coefficients.{name}"), layout)),
        ];
    }

    /// <summary>An equation of which coefficients that are 0 may be absent.</summary>
    /// <exception cref="ModelFormatException">A coefficient is not finite or belongs to no feature, or there is no intercept.</exception>
    public static LinearEquation ToSparseEquation(Dictionary<string, double> coefficients, TermLayout layout) =>
        ToEquation(coefficients, layout, isSparse: true);

    private static LinearEquation ToEquation(Dictionary<string, double> coefficients, TermLayout layout, bool isSparse = false)
    {
        int used = 1;
        double[][] weights = [.. layout.Terms.Select(ToWeights)];
        double intercept = Finite(coefficients, Coefficients.InterceptName);
        return used == coefficients.Count
            ? new LinearEquation(intercept, weights)
            : throw new ModelFormatException("it has coefficients that belong to none of its features");

        double[] ToWeights(Term term)
        {
            double[] own = new double[term.WeightCount];
            foreach (TermParameter parameter in term.Parameters)
            {
                own[parameter.Place] = Take(parameter.Name);
            }

            return own;
        }

        double Take(string name)
        {
            if (isSparse && !coefficients.ContainsKey(name))
            {
                return 0;
            }

            used++;
            return Finite(coefficients, name);
        }
    }

    private static TrainingSummary ToTraining(TrainingDocument training, TargetDescription target) => new()
    {
        Formula = training.Formula is null || training.Formula.Length <= Formula.LongestText
            ? training.Formula
            : throw new ModelFormatException($"its member 'training.formula' is longer than {Formula.LongestText:N0} characters"),
        Rows = training.Rows is null or >= 0 ? training.Rows ?? throw Absent("training.rows") : throw Negative("rows"),
        WatchedRows = training.WatchedRows is null or > 0
            ? training.WatchedRows ?? 0
            : throw new ModelFormatException("its member 'training.watchedRows' must be more than 0"),
        Missing = training.Missing is null ? null : MissingNames.ToSummary(training.Missing),
        Solver = training.Solver ?? throw Absent("training.solver"),
        Iterations = training.Iterations is null or >= 0
            ? training.Iterations ?? throw Absent("training.iterations")
            : throw Negative("iterations"),
        Converged = training.Converged ?? throw Absent("training.converged"),
        Termination = training.Termination ?? throw Absent("training.termination"),
        Penalty = training.Penalty ?? throw Absent("training.penalty"),
        Lambda = training.Lambda is < 0 ? throw Negative("lambda") : Finite(training.Lambda, "training.lambda"),
        Alpha = Share(training.Alpha, "training.alpha"),
        Loss = Finite(training.Loss, "training.loss"),
        Accuracy = Share(training.Accuracy, "training.accuracy"),
        ClassWeights = ByClass(training.ClassWeights, target.Classes, "training.classWeights", weight => weight > 0),
        Prior = training.Prior is null or (> 0 and < 1)
            ? training.Prior
            : throw new ModelFormatException("its member 'training.prior' must be between 0 and 1"),
        InterceptCorrections = ByClass(training.InterceptCorrection, target.Classes, "training.interceptCorrection", _ => true),
        Warnings = training.Warnings is null ? [] : Texts(training.Warnings, "training.warnings"),
    };

    private static Dictionary<string, double> ByClass(
        Dictionary<string, double>? values, IReadOnlyList<string> classes, string member, Func<double, bool> isValid)
    {
        foreach ((string name, double value) in values ?? [])
        {
            if (!classes.Contains(name) || !isValid(Finite(value, member)))
            {
                throw new ModelFormatException($"its member '{member}' has an impossible value, or names a class that is not there");
            }
        }

        return values ?? [];
    }

    /// <exception cref="ModelFormatException">The member or one of its texts is missing, or a text is there twice.</exception>
    public static string[] Texts(IReadOnlyList<string?>? texts, string member)
    {
        string[] checkedTexts = [.. (texts ?? throw Absent(member)).Select(text => text ?? throw Absent(member))];
        return member != "training.warnings" && checkedTexts.Distinct(StringComparer.Ordinal).Count() != checkedTexts.Length
            ? throw new ModelFormatException($"its member '{member}' has the same text twice")
            : checkedTexts;
    }

    private static double Finite(Dictionary<string, double> coefficients, string name) =>
        coefficients.TryGetValue(name, out double value)
            ? Finite(value, $"coefficient of '{name}'")
            : throw Absent($"coefficients … {name}");

    /// <exception cref="ModelFormatException">The member is missing or not finite.</exception>
    public static double Finite(double? value, string member)
    {
        double number = value ?? throw Absent(member);
        return double.IsFinite(number) ? number : throw new ModelFormatException($"its {member} is not a finite number");
    }

    /// <exception cref="ModelFormatException">The member is missing or not between 0 and 1.</exception>
    public static double Share(double? value, string member) =>
        Finite(value, member) is >= 0 and <= 1 and var share
            ? share
            : throw new ModelFormatException($"its member '{member}' must be a number from 0 to 1");

    private static ModelFormatException Negative(string member) => new($"its member 'training.{member}' is negative");

    public static ModelFormatException Absent(string member) => new($"its member '{member}' is missing");
}
