"""moto's server, which then knows AWS::DynamoDB::GlobalTable in CloudFormation too: as the table of its first replica."""
import sys

from moto.core.common_models import CloudFormationModel
from moto.dynamodb.models.table import Table
from moto.server import main


class GlobalTable(Table, CloudFormationModel):
    __module__ = "moto.dynamodb.models.table"

    @staticmethod
    def cloudformation_type():
        return "AWS::DynamoDB::GlobalTable"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        properties = dict(cloudformation_json["Properties"])
        properties.pop("Replicas", None)
        return Table.create_from_cloudformation_json(
            resource_name, {**cloudformation_json, "Properties": properties}, account_id, region_name, **kwargs
        )

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, *args, **kwargs):
        return original_resource  # what is changed of a table here is what becomes of it, which moto does not keep


main(sys.argv[1:])
