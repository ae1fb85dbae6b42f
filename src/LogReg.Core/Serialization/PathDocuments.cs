using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Serialization;

/// <summary>Between a regularisation path and the member <c>path</c> of a model file.</summary>
internal static class PathDocuments
{
    /// <summary>The member; <see langword="null"/> if there is no path, or if it has too many coefficients for a model file.</summary>
    public static PathDocument? ToDocument(ModelContent model)
    {
        if (model.Path is not RegularizationPath path
            || path.Equations.Sum(equations => equations.Sum(equation => (long)CountNonZero(equation))) > PathDocument.MostCoefficients)
        {
            return null;
        }

        return new PathDocument
        {
            Alpha = path.Alpha,
            Points =
            [
                .. path.Points.Select((point, index) => new PathDocument.PathPointDocument(
                    point.Lambda,
                    point.NonZeroCount,
                    point.DevianceExplained,
                    point.Loss,
                    point.OptimalityResidual,
                    point.Iterations,
                    EnumName.Of(point.Termination),
                    model.ClassesWithEquation.Zip(path.Equations[index]).ToDictionary(
                        pair => pair.First,
                        pair => (Dictionary<string, double>?)NonZeroOf(new Coefficients(model.Layout.NamedWeights(pair.Second)))))),
            ],
        };
    }

    /// <exception cref="ModelFormatException">A member is missing or invalid.</exception>
    public static RegularizationPath ToPath(ModelContent model, PathDocument document)
    {
        IReadOnlyList<PathDocument.PathPointDocument?> points = document.Points ?? throw Absent("path.points");
        string[] classes = [.. model.ClassesWithEquation];
        var read = new List<PathPoint>();
        var equations = new List<IReadOnlyList<LinearEquation>>();
        foreach (PathDocument.PathPointDocument? point in points)
        {
            double lambda = Finite(point?.Lambda, "lambda");
            if (lambda < 0 || (read.Count > 0 && lambda >= read[^1].Lambda))
            {
                throw new ModelFormatException("the lambdas of its path must fall and not be negative");
            }

            Dictionary<string, Dictionary<string, double>?> coefficients = point!.Coefficients ?? throw Absent("path.points.coefficients");
            if (coefficients.Count != classes.Length)
            {
                throw new ModelFormatException("a point of its path has not one equation for each of the model's");
            }

            equations.Add(
                [.. classes.Select(
                    name =>
                        ModelReader.ToSparseEquation(
                            coefficients.GetValueOrDefault(name) ?? throw Absent($"path.points.coefficients.{name}"), model.Layout))]);
            read.Add(new PathPoint(
                lambda,
                point.NonZeros is >= 0 and int count ? count : throw Absent("path.points.nonZeros"),
                Finite(point.DevianceExplained, "devianceExplained"),
                Finite(point.Loss, "loss"),
                Finite(point.OptimalityResidual, "optimalityResidual"),
                point.Iterations is >= 0 and int iterations ? iterations : throw Absent("path.points.iterations"),
                ToReason(point.Termination)));
        }

        double alpha = document.Alpha is >= 0 and <= 1 and double share
            ? share
            : throw new ModelFormatException("the alpha of its path must be a number from 0 to 1");
        return read.Count > 0
            ? new RegularizationPath { Alpha = alpha, Points = read, Equations = equations }
            : throw new ModelFormatException("its path has no points");
    }

    private static int CountNonZero(LinearEquation equation) => 1 + equation.Weights.Sum(weights => weights.Count(weight => weight != 0));

    private static Dictionary<string, double> NonZeroOf(Coefficients coefficients) =>
        coefficients.Where(pair => pair.Value != 0 || pair.Key == Coefficients.InterceptName).ToDictionary(
            pair => pair.Key, pair => pair.Value);

    private static double Finite(double? value, string member) =>
        value is double number && double.IsFinite(number)
            ? number
            : throw new ModelFormatException($"the {member} of a point of its path is missing or not a finite number");

    private static TerminationReason ToReason(string? name) => EnumName.TryParse(name, out TerminationReason reason)
        ? reason
        : throw new ModelFormatException($"the termination of a point of its path is '{name}', which is not a known reason");

    private static ModelFormatException Absent(string member) => new($"its member '{member}' is missing");
}
