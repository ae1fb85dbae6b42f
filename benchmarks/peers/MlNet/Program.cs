// ML.NET on a dense CSV: its own loader, its own standardisation, L-BFGS without a penalty. Prints the mean log loss.
//   mlnet-peer FILE.csv
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

string file = args[0];
int columns = File.ReadLines(file).First().Split(',').Length - 1;
var context = new MLContext(seed: 1);
IDataView data = context.Data.LoadFromTextFile(
    file,
    [new TextLoader.Column("Features", DataKind.Single, 0, columns - 1), new TextLoader.Column("Label", DataKind.Boolean, columns)],
    separatorChar: ',',
    hasHeader: true);
var options =
    new LbfgsLogisticRegressionBinaryTrainer.Options { L1Regularization = 0, L2Regularization = 0, OptimizationTolerance = 1e-7f };
var pipeline = context.Transforms.NormalizeMeanVariance("Features", fixZero: false)
    .AppendCacheCheckpoint(context)
    .Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression(options));
ITransformer model = pipeline.Fit(data);
CalibratedBinaryClassificationMetrics metrics = context.BinaryClassification.Evaluate(model.Transform(data));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"loss {metrics.LogLoss * Math.Log(2):F10} accuracy {metrics.Accuracy:F6}"));
