using System.Text.RegularExpressions;

namespace LogReg.Tests.Architecture;

/// <summary>No bit of a result may depend on the machine: what sums in as many lanes as the machine has, or comes from its C library, is
/// not called in LogReg.Core.</summary>
public partial class MachineIndependenceTests
{
    // Where and what may be called all the same, and why.
    private static readonly (string Path, string Call, string Reason)[] Allowed =
    [
        ("Numerics/ReferenceKernels.cs", "Math.Exp", "a plain reference that only tests call"),
        ("Numerics/ReferenceKernels.cs", "Math.Log", "a plain reference that only tests call"),
        ("Numerics/VectorSums.cs", "Vector256.Sum", "whole numbers, which add up to the same in any order"),
        ("Numerics/DotTile.cs", "Vector512", "chooses between two widths with the same bits; DotTileTests compare them"),
        ("Numerics/Lanes512.cs", "Vector512", "one of the two widths with the same bits; DotTileTests compare them"),
        ("Numerics/Lanes512.cs", "MultiplyAddEstimate",
            "fused on every machine that has the instruction; DeterminismTests tell where there is none"),
        ("LogisticRegression.Fit.cs", "Vector<", "MathNet's vector, whose elements are copied"),
        ("LogisticModel.Overloads.cs", "Vector<", "MathNet's vector, whose elements are copied"),
        ("Data/LevelTable.cs", "Random.Shared", "salts a hash table, whose order reaches no result"),
        ("Numerics/DoubleDouble.cs", "Math.FusedMultiplyAdd", "rounds once everywhere: in software where there is no instruction"),
        ("Numerics/ExtendedKernels.cs", "Vector256.FusedMultiplyAdd", "rounds once everywhere: in software where there is no instruction"),
        ("Numerics/Lanes256.cs", "MultiplyAddEstimate",
            "fused on every machine that has the instruction; DeterminismTests tell where there is none"),
    ];

    [Fact]
    public void Sources_CallNothingThatDependsOnTheMachine() =>
        Assert.DoesNotContain(Calls(), call => !Allowed.Any(one => (one.Path, one.Call) == call));

    [Fact]
    public void Exceptions_AreAllNeeded() => Assert.Empty(Allowed.Select(one => (one.Path, one.Call)).Except(Calls()));

    [Fact]
    public void Sources_OfTheMachine_AreRecognised()
    {
        string[] forbidden =
        [
            "TensorPrimitives.Sum(x)", "TensorPrimitives.Dot<double>(x, y)", "Tensor.Norm(x)", "TensorPrimitives.CosineSimilarity(x, y)",
            "TensorPrimitives.Exp(x, y)",
            "Vector.Sum(v)", "new Vector<double>(x)", "Vector512<double> v", "Vector256.Dot(a, b)", "Math.Exp(1)", "MathF.Log2(x)",
            "double.Log2P1(x)", "Math.Pow(2, 3)",
            "Math.FusedMultiplyAdd(a, b, c)", "a.ReciprocalEstimate()", "SpecialFunctions.Erfc(x)", "Complex.Exp(x)", "Random.Shared",
        ];
        Assert.All(forbidden, code => Assert.Matches(Forbidden(), code));
        string[] allowed =
        [
            "TensorPrimitives.Add(x, y, z)",
            "TensorPrimitives.MaxMagnitude(x)",
            "Math.Sqrt(x)",
            "weights.Sum()",
            "ElementaryFunctions.Exp(x)",
        ];
        Assert.All(allowed, code => Assert.DoesNotMatch(Forbidden(), code));
    }

    private static IEnumerable<(string Path, string Call)> Calls() => CoreSources.Files
        .SelectMany(file => Forbidden().Matches(file.Code).Select(match => (file.Path, match.Value)))
        .Distinct();

    // Sums, products and what is made of them; functions of the C library; vectors as wide as the machine's; distributions of a package,
    // which call the C library; random numbers.
    [GeneratedRegex("""
        (?x)
        \bTensor(?:Primitives|Span|ReadOnlySpan)?\.(?:Sum\w*|Dot|Norm|Distance|Average|StdDev|Product\w*|CosineSimilarity|HammingDistance|SoftMax|Sigmoid|LogSumExp
          |Exp\w*|Log\w*|Pow|Cbrt|RootN|Hypot|Sin\w*|Cos\w*|Tan\w*|Asin\w*|Acos\w*|Atan\w*|\w*Estimate)\b
        |\b(?:Math|MathF|double|float|Double|Single|Complex)\.(?:Exp\w*|Log\w*|Pow|Cbrt|RootN|Hypot|Sin\w*|Cos\w*|Tan\w*|Asin\w*|Acos\w*|Atan\w*|FusedMultiplyAdd)(?=\()
        |\bVector(?:64|128|256|512)?\.(?:Sum|Dot|Exp|Log\w*|Sin|Cos|Hypot|FusedMultiplyAdd)\b
        |\bVector<
        |\bVector512\b
        |\b(?:MultiplyAdd|Reciprocal|ReciprocalSqrt)Estimate\b
        |\bFma\b
        |\bMathNet\.Numerics(?=;)
        |\bSpecialFunctions\b
        |\bRandom\.Shared\b
        """)]
    private static partial Regex Forbidden();
}
