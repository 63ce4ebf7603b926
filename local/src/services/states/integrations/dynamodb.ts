import type { Integration } from './integration';
import { optimisedCall, optimisedErrors } from './optimised-call';

/** `dynamodb:getItem`, `putItem`, `updateItem`, `deleteItem`. AWS: "Perform DynamoDB CRUD operations". */
export function dynamodbItem(action: string): Integration {
  return optimisedCall('dynamodb', action, {
    service: 'dynamodb',
    errors: optimisedErrors('DynamoDB', 'AmazonDynamoDBv2'),
  });
}
